package smallbusiness.sales.customer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import smallbusiness.messaging.reconciliation.AggregateTable;
import smallbusiness.schemas.Topic;

/**
 * What Sales says of its customers to whoever keeps a copy; who they are belongs into no report.
 */
@Configuration(proxyBeanMethods = false)
class CustomerReconciliation {

  /** Erased customers count: number and version are kept. */
  @Bean
  AggregateTable statedCustomer() {
    return AggregateTable.of(Topic.SALES_CUSTOMER, "customer", "id")
        .where("t.version > 0")
        .withConcealed("name")
        .withConcealed("email")
        .withConcealed("country");
  }
}
