/** What is promised to orders, and what left for them. */
@NullMarked
package smallbusiness.warehouse.reservation;

import org.jspecify.annotations.NullMarked;
