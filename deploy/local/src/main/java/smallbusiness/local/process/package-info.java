/** Starts processes, waits until they are ready, restarts them when they end, and stops them. */
@NullMarked
package smallbusiness.local.process;

import org.jspecify.annotations.NullMarked;
