package smallbusiness.query.reconciliation;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import smallbusiness.messaging.reconciliation.AggregateTable;
import smallbusiness.messaging.reconciliation.DerivedFigure;
import smallbusiness.schemas.Topic;

/**
 * The same of the read model's tables that the systems state of theirs. A field that is left out
 * here, or differs in its text, makes every row a difference.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReconciliationProperties.class)
class ReadModelTables {

  /** Warehouse forgets a removed item; the read model keeps it as removed. */
  @Bean
  AggregateTable statedItems() {
    return AggregateTable.of(Topic.WAREHOUSE_ITEM, "item", "id")
        .where("not t.removed")
        .with("name")
        .with("description")
        .with("country_of_origin")
        .with("price")
        .with("quantity")
        .with("reserved");
  }

  @Bean
  AggregateTable statedReservations() {
    return AggregateTable.of(Topic.WAREHOUSE_RESERVATION, "reservation", "order_id")
        .with("status")
        .with(
            "lines",
            """
            select string_agg(l.item_id || ':' || l.quantity, ' ' order by l.item_id)
            from jsonb_to_recordset(t.lines) as l (item_id bigint, quantity bigint)\
            """)
        .with("shortages", shortages())
        .withMoment("shipped_at");
  }

  @Bean
  AggregateTable statedOrders() {
    return AggregateTable.of(Topic.SALES_ORDER, "sales_order", "id")
        .with("customer_id")
        .withMoment("date")
        .with("status")
        .with("total")
        .with(
            "lines",
            """
            select string_agg(l.item_id || ':' || l.quantity || '@' || l.price, ' '
              order by l.item_id)
            from jsonb_to_recordset(t.lines)
              as l (item_id bigint, quantity bigint, price numeric(12, 2))\
            """)
        .with("shortages", shortages())
        .withMoment("shipped_at");
  }

  @Bean
  AggregateTable statedCustomers() {
    return AggregateTable.of(Topic.SALES_CUSTOMER, "customer", "id")
        .withConcealed("name")
        .withConcealed("email")
        .withConcealed("country");
  }

  @Bean
  AggregateTable statedTransactions() {
    return AggregateTable.of(Topic.ACCOUNTING_TRANSACTION, "transaction", "id")
        .with("order_id")
        .with("order_sum")
        .withMoment("date")
        .with("voided");
  }

  @Bean
  AggregateTable statedInvoices() {
    return AggregateTable.of(Topic.ACCOUNTING_INVOICE, "invoice", "order_id")
        .with("amount")
        .with("paid")
        .with("state");
  }

  /**
   * Movements up to the row's version, where the journal has all of them: after a skipped event, or
   * where it was cut off, it has not.
   */
  @Bean
  DerivedFigure statedStock() {
    return new DerivedFigure(
        "stock",
        "The quantity of an item is what it was added with and what moved since",
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

  private static String shortages() {
    return """
    select string_agg(s.item_id || ':' || s.wanted || '/' || s.available, ' ' order by s.item_id)
    from jsonb_to_recordset(t.shortages) as s (item_id bigint, wanted bigint, available bigint)\
    """;
  }
}
