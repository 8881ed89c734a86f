package smallbusiness.messaging.reconciliation;

import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import smallbusiness.messaging.ConditionalOnOwner;

/** Checksums of a service that says what it keeps; a system's own are shown to operators. */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
      "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration",
      "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration"
    })
@ConditionalOnBean(AggregateTable.class)
@EnableConfigurationProperties(ChecksumsProperties.class)
public class ReconciliationAutoConfiguration {

  @Bean
  Checksums statements(
      JdbcClient jdbc, PlatformTransactionManager transactions, ChecksumsProperties properties) {
    return new Checksums(jdbc, transactions, properties);
  }

  @Bean
  DerivedFigures sums(
      JdbcClient jdbc, PlatformTransactionManager transactions, ChecksumsProperties properties) {
    return new DerivedFigures(jdbc, transactions, properties);
  }

  @Bean
  @ConditionalOnOwner
  ChecksumsEndpoint statementEndpoint(Checksums statements, List<AggregateTable> aggregates) {
    return new ChecksumsEndpoint(statements, aggregates);
  }

  @Bean
  @ConditionalOnOwner
  FiguresEndpoint sumsEndpoint(DerivedFigures sums, List<DerivedFigure> stated) {
    return new FiguresEndpoint(sums, stated);
  }
}
