/** Comparison of the read model with the owning systems, on demand. */
@NullMarked
package smallbusiness.query.reconciliation;

import org.jspecify.annotations.NullMarked;
