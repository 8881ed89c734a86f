/** Throughput and latency of reads, and the cost of waiting reads. */
@NullMarked
package smallbusiness.benchmarks.reads;

import org.jspecify.annotations.NullMarked;
