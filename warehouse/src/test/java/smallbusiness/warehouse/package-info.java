/** Shared parts of Warehouse's tests. */
@NullMarked
package smallbusiness.warehouse;

import org.jspecify.annotations.NullMarked;
