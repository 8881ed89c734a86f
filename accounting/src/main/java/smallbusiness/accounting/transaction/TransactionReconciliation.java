package smallbusiness.accounting.transaction;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import smallbusiness.messaging.reconciliation.AggregateTable;
import smallbusiness.schemas.Topic;

/** Accounting's side of the reconciliation of transactions, void ones included. */
@Configuration(proxyBeanMethods = false)
class TransactionReconciliation {

  @Bean
  AggregateTable transactionTable() {
    return AggregateTable.of(Topic.ACCOUNTING_TRANSACTION, "transaction", "id");
  }
}
