/** The relay as a whole, and against servers and replicas that are killed. */
@NullMarked
package smallbusiness.messaging.relay;

import org.jspecify.annotations.NullMarked;
