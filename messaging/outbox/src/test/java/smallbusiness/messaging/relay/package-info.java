/** Tests of the whole relay, also with killed servers and replicas. */
@NullMarked
package smallbusiness.messaging.relay;

import org.jspecify.annotations.NullMarked;
