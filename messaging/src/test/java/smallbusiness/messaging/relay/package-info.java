/** The relay against real parts. */
@NullMarked
package smallbusiness.messaging.relay;

import org.jspecify.annotations.NullMarked;
