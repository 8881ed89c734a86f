/** Orders: what customers asked for, and how far each order has come. */
@NullMarked
package smallbusiness.sales.order;

import org.jspecify.annotations.NullMarked;
