/** The rules of items, and their edges over real parts. */
@NullMarked
package smallbusiness.warehouse.stock;

import org.jspecify.annotations.NullMarked;
