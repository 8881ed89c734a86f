package smallbusiness.warehouse.stock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import smallbusiness.messaging.reconciliation.AggregateTable;
import smallbusiness.messaging.reconciliation.DerivedFigure;
import smallbusiness.schemas.Topic;

/** The item columns that reconciliation compares, and the sum behind {@code reserved}. */
@Configuration(proxyBeanMethods = false)
class ItemReconciliation {

  @Bean
  AggregateTable itemTable() {
    return AggregateTable.of(Topic.WAREHOUSE_ITEM, "item", "id")
        .with("name")
        .with("description")
        .with("country_of_origin")
        .with("price")
        .with("quantity")
        .with("reserved");
  }

  @Bean
  DerivedFigure reservedFigure() {
    return new DerivedFigure(
        "reserved",
        "An item's reserved quantity is the sum of the lines of its held reservations",
        """
        select coalesce(i.id, held.item_id) as id, coalesce(held.pieces, 0) as expected,
          i.reserved as actual
        from item i
        full join (
          select l.item_id, sum(l.quantity) as pieces
          from reservation r join reservation_line l using (order_id)
          where r.status = 'HELD' group by l.item_id) held on held.item_id = i.id
        """);
  }
}
