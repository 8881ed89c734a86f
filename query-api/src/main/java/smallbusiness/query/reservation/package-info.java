/** Reservations: what Warehouse reserved for orders. */
@NullMarked
package smallbusiness.query.reservation;

import org.jspecify.annotations.NullMarked;
