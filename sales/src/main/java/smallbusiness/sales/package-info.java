/** The Sales system: orders, customers and a copy of the catalogue. */
@NullMarked
package smallbusiness.sales;

import org.jspecify.annotations.NullMarked;
