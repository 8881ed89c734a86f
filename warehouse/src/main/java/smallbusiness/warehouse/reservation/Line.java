package smallbusiness.warehouse.reservation;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;
import smallbusiness.events.warehouse.ReservedLine;

/**
 * One item of an order.
 *
 * @param quantity pieces that the order wants, at least 1
 * @param available pieces that were available if too few; null otherwise
 */
@Embeddable
record Line(@Column(name = "item_id") long itemId, long quantity, @Nullable Long available) {

  Line(long itemId, long quantity) {
    this(itemId, quantity, null);
  }

  Line shortOf(long pieces) {
    return new Line(itemId, quantity, pieces);
  }

  ReservedLine published() {
    return new ReservedLine(itemId, quantity);
  }
}
