/** Checks the read model against itself, all the time. */
@NullMarked
package smallbusiness.query.monitor;

import org.jspecify.annotations.NullMarked;
