package smallbusiness.accounting.transaction;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import smallbusiness.messaging.reconciliation.AggregateTable;
import smallbusiness.schemas.Topic;

/** The transaction columns that reconciliation compares. Includes void transactions. */
@Configuration(proxyBeanMethods = false)
class TransactionReconciliation {

  @Bean
  AggregateTable transactionTable() {
    return AggregateTable.of(Topic.ACCOUNTING_TRANSACTION, "transaction", "id")
        .with("order_id")
        .with("order_sum")
        .withMoment("date")
        .with("voided");
  }
}
