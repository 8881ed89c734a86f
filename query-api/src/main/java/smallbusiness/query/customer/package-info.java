/** Customers: who they are, what they ordered, paid and owe. */
@NullMarked
package smallbusiness.query.customer;

import org.jspecify.annotations.NullMarked;
