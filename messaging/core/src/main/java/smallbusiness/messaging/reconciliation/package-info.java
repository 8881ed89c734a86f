/**
 * Comparison of copies of the same data: the published state of aggregates with its canonical text
 * and hash, checksums of ranges, derived figures, and the loop that repeats a comparison until
 * everything is decided.
 */
@NullMarked
package smallbusiness.messaging.reconciliation;

import org.jspecify.annotations.NullMarked;
