/** The Warehouse system: items, stock and reservations. */
@NullMarked
package smallbusiness.warehouse;

import org.jspecify.annotations.NullMarked;
