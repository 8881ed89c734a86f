/** Measurements of what the documentation claims about speed, each beside its limit. */
@NullMarked
package smallbusiness.benchmarks;

import org.jspecify.annotations.NullMarked;
