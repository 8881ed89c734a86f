package smallbusiness.sales.customer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import smallbusiness.messaging.reconciliation.AggregateTable;
import smallbusiness.schemas.Topic;

/** The customer columns that reconciliation compares. Details are concealed in its reports. */
@Configuration(proxyBeanMethods = false)
class CustomerReconciliation {

  /** Includes erased customers, which keep identifier and version. */
  @Bean
  AggregateTable customerTable() {
    return AggregateTable.of(Topic.SALES_CUSTOMER, "customer", "id")
        .where("t.version > 0")
        .withConcealed("name")
        .withConcealed("email")
        .withConcealed("country");
  }
}
