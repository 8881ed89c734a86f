/** The relay, alone and against real parts that are killed. */
@NullMarked
package smallbusiness.messaging.relay;

import org.jspecify.annotations.NullMarked;
