/** Items and how many pieces there are of each. */
@NullMarked
package smallbusiness.warehouse.stock;

import org.jspecify.annotations.NullMarked;
