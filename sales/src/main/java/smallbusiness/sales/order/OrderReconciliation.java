package smallbusiness.sales.order;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import smallbusiness.messaging.reconciliation.AggregateTable;
import smallbusiness.messaging.reconciliation.DerivedFigure;
import smallbusiness.schemas.Topic;

/** Sales' side of the reconciliation of orders. */
@Configuration(proxyBeanMethods = false)
class OrderReconciliation {

  @Bean
  AggregateTable orderTable() {
    return AggregateTable.of(Topic.SALES_ORDER, "sales_order", "id")
        .with("lines", "select * from order_line l where l.order_id = t.id")
        .with("shortages", "select * from order_shortage s where s.order_id = t.id");
  }

  @Bean
  DerivedFigure totalFigure() {
    return new DerivedFigure(
        "total",
        "An order's total is the sum of price times quantity of its lines",
        """
        select o.id, coalesce(sum(l.price * l.quantity), 0) as expected, o.total as actual
        from sales_order o left join order_line l on l.order_id = o.id group by o.id
        """);
  }
}
