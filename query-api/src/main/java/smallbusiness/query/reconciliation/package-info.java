/** Compares the read model with the systems that own the data, when an operator asks for it. */
@NullMarked
package smallbusiness.query.reconciliation;

import org.jspecify.annotations.NullMarked;
