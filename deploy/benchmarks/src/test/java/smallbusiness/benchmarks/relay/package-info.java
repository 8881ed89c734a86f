/** The relay, measured against alternatives: latency and throughput. */
@NullMarked
package smallbusiness.benchmarks.relay;

import org.jspecify.annotations.NullMarked;
