/**
 * Tests of reservations: the domain rules, and the event handlers with a real database and broker.
 */
@NullMarked
package smallbusiness.warehouse.reservation;

import org.jspecify.annotations.NullMarked;
