package smallbusiness.warehouse.stock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import smallbusiness.messaging.reconciliation.AggregateTable;
import smallbusiness.messaging.reconciliation.DerivedFigure;
import smallbusiness.schemas.Topic;

/** Warehouse's side of the reconciliation of items. A removed item has no row. */
@Configuration(proxyBeanMethods = false)
class ItemReconciliation {

  @Bean
  AggregateTable itemTable() {
    return AggregateTable.of(Topic.WAREHOUSE_ITEM, "item", "id");
  }

  @Bean
  DerivedFigure reservedFigure() {
    return new DerivedFigure(
        "reserved",
        "The reserved quantity of an item is the sum of the held reservation lines",
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
