/** Checks the read model against itself, all the time, and against its owners, when asked. */
@NullMarked
package smallbusiness.query.monitor;

import org.jspecify.annotations.NullMarked;
