/** A copy of Warehouse's items, available while Warehouse is down. */
@NullMarked
package smallbusiness.sales.catalogue;

import org.jspecify.annotations.NullMarked;
