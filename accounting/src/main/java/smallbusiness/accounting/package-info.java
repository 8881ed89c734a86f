/** Accounting: what was paid for orders, and what is still due. */
@NullMarked
package smallbusiness.accounting;

import org.jspecify.annotations.NullMarked;
