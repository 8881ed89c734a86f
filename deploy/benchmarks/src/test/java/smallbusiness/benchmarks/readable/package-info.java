/** Time from an order's commit until query-api returns it. */
@NullMarked
package smallbusiness.benchmarks.readable;

import org.jspecify.annotations.NullMarked;
