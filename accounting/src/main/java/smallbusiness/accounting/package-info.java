/** The Accounting system: invoices and transactions. */
@NullMarked
package smallbusiness.accounting;

import org.jspecify.annotations.NullMarked;
