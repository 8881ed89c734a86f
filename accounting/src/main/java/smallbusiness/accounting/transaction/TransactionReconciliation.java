package smallbusiness.accounting.transaction;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import smallbusiness.messaging.reconciliation.AggregateTable;
import smallbusiness.schemas.Topic;

/** What Accounting says of its transactions to whoever keeps a copy, the void ones among them. */
@Configuration(proxyBeanMethods = false)
class TransactionReconciliation {

  @Bean
  AggregateTable statedTransaction() {
    return AggregateTable.of(Topic.ACCOUNTING_TRANSACTION, "transaction", "id")
        .with("order_id")
        .with("order_sum")
        .withMoment("date")
        .with("voided");
  }
}
