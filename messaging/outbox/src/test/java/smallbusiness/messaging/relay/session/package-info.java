/** Tests of sessions. */
@NullMarked
package smallbusiness.messaging.relay.session;

import org.jspecify.annotations.NullMarked;
