/** Reservations: stock that is reserved for orders, released and shipped. */
@NullMarked
package smallbusiness.warehouse.reservation;

import org.jspecify.annotations.NullMarked;
