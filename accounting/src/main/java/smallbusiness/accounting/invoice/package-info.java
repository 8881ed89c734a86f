/** Invoices: what is due for each order, what is paid of it, and what the two come to. */
@NullMarked
package smallbusiness.accounting.invoice;

import org.jspecify.annotations.NullMarked;
