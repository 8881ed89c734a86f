/** Items and their stock. */
@NullMarked
package smallbusiness.warehouse.stock;

import org.jspecify.annotations.NullMarked;
