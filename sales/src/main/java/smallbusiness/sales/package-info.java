/** Sales: what was ordered, by whom. */
@NullMarked
package smallbusiness.sales;

import org.jspecify.annotations.NullMarked;
