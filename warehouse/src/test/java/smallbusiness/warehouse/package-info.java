/** What the tests of Warehouse have in common. */
@NullMarked
package smallbusiness.warehouse;

import org.jspecify.annotations.NullMarked;
