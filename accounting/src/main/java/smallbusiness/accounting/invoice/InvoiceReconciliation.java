package smallbusiness.accounting.invoice;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import smallbusiness.messaging.reconciliation.AggregateTable;
import smallbusiness.messaging.reconciliation.DerivedFigure;
import smallbusiness.schemas.Topic;

/** The invoice columns that reconciliation compares, and the sum behind {@code paid}. */
@Configuration(proxyBeanMethods = false)
class InvoiceReconciliation {

  /** Leaves out rows of orders that have payments but no invoice yet. */
  @Bean
  AggregateTable invoiceTable() {
    return AggregateTable.of(Topic.ACCOUNTING_INVOICE, "invoice", "order_id")
        .where("t.version > 0")
        .with("amount")
        .with("paid")
        .with("state");
  }

  @Bean
  DerivedFigure paidFigure() {
    return new DerivedFigure(
        "paid",
        "The amount paid for an order is the sum of its transactions that are not void",
        """
        select coalesce(i.order_id, live.order_id) as id, coalesce(live.paid, 0) as expected,
          coalesce(i.paid, 0) as actual
        from invoice i
        full join (
          select order_id, sum(order_sum) as paid
          from transaction where not voided group by order_id) live
          on live.order_id = i.order_id
        """);
  }
}
