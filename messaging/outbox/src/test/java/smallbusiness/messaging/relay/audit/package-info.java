/** Tests of the audit. */
@NullMarked
package smallbusiness.messaging.relay.audit;

import org.jspecify.annotations.NullMarked;
