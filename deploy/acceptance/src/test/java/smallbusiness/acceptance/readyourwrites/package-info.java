/** Reads with a consistency token, while processes are killed, frozen and paused. */
@NullMarked
package smallbusiness.acceptance.readyourwrites;

import org.jspecify.annotations.NullMarked;
