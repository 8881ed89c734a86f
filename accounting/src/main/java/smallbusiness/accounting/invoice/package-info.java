/** Invoices: the amount due for each order and the amount paid. */
@NullMarked
package smallbusiness.accounting.invoice;

import org.jspecify.annotations.NullMarked;
