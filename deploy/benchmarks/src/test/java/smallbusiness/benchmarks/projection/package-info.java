/** How fast the read model is built, measured against plain SQL. */
@NullMarked
package smallbusiness.benchmarks.projection;

import org.jspecify.annotations.NullMarked;
