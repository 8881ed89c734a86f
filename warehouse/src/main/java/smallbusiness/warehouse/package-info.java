/** Warehouse: what we have. */
@NullMarked
package smallbusiness.warehouse;

import org.jspecify.annotations.NullMarked;
