package smallbusiness.accounting.invoice;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import smallbusiness.messaging.reconciliation.AggregateTable;
import smallbusiness.messaging.reconciliation.DerivedFigure;
import smallbusiness.schemas.Topic;

/** Accounting's side of the reconciliation of invoices. */
@Configuration(proxyBeanMethods = false)
class InvoiceReconciliation {

  /** A row of version 0 holds payments that arrived before their order; it is not published. */
  @Bean
  AggregateTable invoiceTable() {
    return AggregateTable.of(Topic.ACCOUNTING_INVOICE, "invoice", "order_id")
        .where("t.version > 0");
  }

  @Bean
  DerivedFigure paidFigure() {
    return new DerivedFigure(
        "paid",
        "The paid amount of an order is the sum of its transactions that are not void",
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
