package smallbusiness.query.item;

import java.math.BigDecimal;
import java.time.Instant;
import smallbusiness.events.warehouse.ItemAdded;
import smallbusiness.events.warehouse.ItemChanged;
import smallbusiness.events.warehouse.ItemRemoved;
import smallbusiness.events.warehouse.ItemState;
import smallbusiness.events.warehouse.StockChanged;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.query.sql.EventsByAggregate;
import smallbusiness.query.sql.Table;

/** A row of table {@code item}. */
record ItemRow(
    long id,
    long version,
    String name,
    String description,
    String countryOfOrigin,
    BigDecimal price,
    long quantity,
    long reserved,
    boolean removed,
    Instant changedAt) {

  static final Table<ItemRow> TABLE = Table.of("item", ItemRow.class, "id");

  /** The row after the event. */
  static ItemRow after(ReceivedEvent event) {
    return switch (event.payload()) {
      case ItemAdded added -> of(event, added.getItem(), false);
      case ItemChanged changed -> of(event, changed.getItem(), false);
      case StockChanged changed -> of(event, changed.getItem(), false);
      case ItemRemoved removed -> of(event, removed.getItem(), true);
      default -> throw new IllegalArgumentException("Not an item event: " + event.type());
    };
  }

  private static ItemRow of(ReceivedEvent event, ItemState state, boolean removed) {
    return new ItemRow(
        EventsByAggregate.id(event),
        event.sequence(),
        state.getName(),
        state.getDescription(),
        state.getCountryOfOrigin(),
        state.getPrice(),
        state.getQuantity(),
        state.getReserved(),
        removed,
        event.time());
  }
}
