/** The catalogue: a copy of Warehouse's items that serves while Warehouse is away. */
@NullMarked
package smallbusiness.sales.catalogue;

import org.jspecify.annotations.NullMarked;
