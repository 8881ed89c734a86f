/** Processes, HTTP connections and reports that the benchmarks share. */
@NullMarked
package smallbusiness.benchmarks.support;

import org.jspecify.annotations.NullMarked;
