package smallbusiness.query.item;

import java.time.Instant;
import smallbusiness.events.warehouse.ItemAdded;
import smallbusiness.events.warehouse.ItemChanged;
import smallbusiness.events.warehouse.ItemRemoved;
import smallbusiness.events.warehouse.ItemState;
import smallbusiness.events.warehouse.StockChanged;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.query.sql.EventsByAggregate;

/** An item's row as of one event. */
record ItemRow(long id, long version, ItemState state, boolean removed, Instant changedAt) {

  static ItemRow asOf(ReceivedEvent event) {
    return switch (event.payload()) {
      case ItemAdded added -> of(event, added.getItem(), false);
      case ItemChanged changed -> of(event, changed.getItem(), false);
      case StockChanged changed -> of(event, changed.getItem(), false);
      case ItemRemoved removed -> of(event, removed.getItem(), true);
      default -> throw new IllegalArgumentException("Tells of no item: " + event.type());
    };
  }

  private static ItemRow of(ReceivedEvent event, ItemState state, boolean removed) {
    return new ItemRow(EventsByAggregate.id(event), event.sequence(), state, removed, event.time());
  }
}
