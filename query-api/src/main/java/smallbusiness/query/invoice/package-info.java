/** Invoices: what is due for orders and what of it is paid. */
@NullMarked
package smallbusiness.query.invoice;

import org.jspecify.annotations.NullMarked;
