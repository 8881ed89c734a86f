package smallbusiness.sales.customer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import smallbusiness.messaging.reconciliation.AggregateTable;
import smallbusiness.schemas.Topic;

/** Sales' side of the reconciliation of customers. */
@Configuration(proxyBeanMethods = false)
class CustomerReconciliation {

  /** Includes erased customers, of whom id and version are kept. */
  @Bean
  AggregateTable customerTable() {
    return AggregateTable.of(Topic.SALES_CUSTOMER, "customer", "id").where("t.version > 0");
  }
}
