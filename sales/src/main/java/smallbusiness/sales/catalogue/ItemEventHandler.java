package smallbusiness.sales.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.stereotype.Component;
import smallbusiness.events.warehouse.ItemAdded;
import smallbusiness.events.warehouse.ItemChanged;
import smallbusiness.events.warehouse.ItemRemoved;
import smallbusiness.events.warehouse.ItemState;
import smallbusiness.events.warehouse.StockChanged;
import smallbusiness.messaging.feed.EventHandler;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.schemas.Topic;

/** Updates the catalogue from Warehouse's item events. */
@Component
class ItemEventHandler implements EventHandler {

  private final Catalogue catalogue;

  ItemEventHandler(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.WAREHOUSE_ITEM);
  }

  /** Applies only the newest event of each item: events carry the whole state. */
  @Override
  public void apply(List<ReceivedEvent> events) {
    Map<Long, CatalogueItem> newest = new LinkedHashMap<>();
    for (ReceivedEvent event : events) {
      CatalogueItem item = itemIn(event.payload());
      newest.merge(item.id(), item, (a, b) -> a.version() < b.version() ? b : a);
    }
    catalogue.update(newest.values());
  }

  private static CatalogueItem itemIn(SpecificRecord event) {
    return switch (event) {
      case ItemAdded e -> item(e.getItemId(), e.getItem(), false, e.getVersion());
      case ItemChanged e -> item(e.getItemId(), e.getItem(), false, e.getVersion());
      case StockChanged e -> item(e.getItemId(), e.getItem(), false, e.getVersion());
      case ItemRemoved e -> item(e.getItemId(), e.getItem(), true, e.getVersion());
      default -> throw new IllegalArgumentException("Not an item event: " + event.getClass());
    };
  }

  private static CatalogueItem item(long id, ItemState state, boolean removed, long version) {
    return new CatalogueItem(
        id,
        state.getName(),
        state.getDescription(),
        state.getCountryOfOrigin(),
        state.getPrice(),
        state.getQuantity() - state.getReserved(),
        removed,
        version);
  }
}
