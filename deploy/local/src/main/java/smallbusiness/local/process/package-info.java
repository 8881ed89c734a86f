/** Processes that are started, awaited, restarted when they die, and ended in good order. */
@NullMarked
package smallbusiness.local.process;

import org.jspecify.annotations.NullMarked;
