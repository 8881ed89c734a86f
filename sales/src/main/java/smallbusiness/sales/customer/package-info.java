/** Customers and their details. */
@NullMarked
package smallbusiness.sales.customer;

import org.jspecify.annotations.NullMarked;
