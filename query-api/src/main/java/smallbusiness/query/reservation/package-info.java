/** Reservations: what Warehouse promised to orders. */
@NullMarked
package smallbusiness.query.reservation;

import org.jspecify.annotations.NullMarked;
