/** The rules of reservations, and their feeds over real parts. */
@NullMarked
package smallbusiness.warehouse.reservation;

import org.jspecify.annotations.NullMarked;
