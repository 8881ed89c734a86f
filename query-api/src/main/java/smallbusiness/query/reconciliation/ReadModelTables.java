package smallbusiness.query.reconciliation;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import smallbusiness.messaging.reconciliation.AggregateTable;
import smallbusiness.messaging.reconciliation.DerivedFigure;
import smallbusiness.schemas.Topic;

/** The read model's side of the reconciliation. */
@Configuration(proxyBeanMethods = false)
class ReadModelTables {

  /** Warehouse deletes a removed item; the read model keeps it as removed. */
  @Bean
  AggregateTable itemTable() {
    return AggregateTable.of(Topic.WAREHOUSE_ITEM, "item", "id").where("not t.removed");
  }

  @Bean
  AggregateTable reservationTable() {
    return AggregateTable.of(Topic.WAREHOUSE_RESERVATION, "reservation", "order_id");
  }

  @Bean
  AggregateTable orderTable() {
    return AggregateTable.of(Topic.SALES_ORDER, "sales_order", "id");
  }

  @Bean
  AggregateTable customerTable() {
    return AggregateTable.of(Topic.SALES_CUSTOMER, "customer", "id");
  }

  @Bean
  AggregateTable transactionTable() {
    return AggregateTable.of(Topic.ACCOUNTING_TRANSACTION, "transaction", "id");
  }

  @Bean
  AggregateTable invoiceTable() {
    return AggregateTable.of(Topic.ACCOUNTING_INVOICE, "invoice", "order_id");
  }

  /**
   * Movements up to the row's version. Covers only items of which the journal has all events, and
   * so none with a skipped event or events older than {@code journal.keep}.
   */
  @Bean
  DerivedFigure stockFigure() {
    return new DerivedFigure(
        "stock",
        "The quantity of an item is its initial quantity plus all movements",
        """
        select i.id, moved.pieces as expected, i.quantity as actual
        from item i
        cross join lateral (
          select count(*) as events, sum(case j.sequence
              when 1 then (j.data->'item'->>'quantity')::bigint
              else coalesce((j.data->>'quantity_change')::bigint, 0) end) as pieces
          from history.journal j
          where j.topic = 'warehouse.item' and j.key = i.id::text and j.sequence <= i.version
        ) moved
        where moved.events = i.version
        """);
  }
}
