/** Customers: who they are, as far as anyone has described them. */
@NullMarked
package smallbusiness.sales.customer;

import org.jspecify.annotations.NullMarked;
