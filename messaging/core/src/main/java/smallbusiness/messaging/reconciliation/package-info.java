/**
 * Comparison of copies of the same data: the published state of aggregates with its canonical text
 * and hash, the checksums that a system offers, derived figures, and the loop that compares until
 * everything is decided.
 */
@NullMarked
package smallbusiness.messaging.reconciliation;

import org.jspecify.annotations.NullMarked;
