/** Orders and their life cycle. */
@NullMarked
package smallbusiness.sales.order;

import org.jspecify.annotations.NullMarked;
