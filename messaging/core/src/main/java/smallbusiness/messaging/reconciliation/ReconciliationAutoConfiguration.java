package smallbusiness.messaging.reconciliation;

import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import smallbusiness.messaging.ConditionalOnOwner;

/**
 * Provides checksums and derived figures in a service with an {@link AggregateTable}, and their
 * endpoints in an owning system.
 */
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
  Checksums checksums(
      JdbcClient jdbc, PlatformTransactionManager transactions, ChecksumsProperties properties) {
    return new Checksums(jdbc, transactions, properties);
  }

  @Bean
  DerivedFigures derivedFigures(
      JdbcClient jdbc, PlatformTransactionManager transactions, ChecksumsProperties properties) {
    return new DerivedFigures(jdbc, transactions, properties);
  }

  @Bean
  @ConditionalOnOwner
  ChecksumsEndpoint checksumsEndpoint(Checksums checksums, List<AggregateTable> tables) {
    return new ChecksumsEndpoint(checksums, tables);
  }

  @Bean
  @ConditionalOnOwner
  FiguresEndpoint figuresEndpoint(DerivedFigures derivedFigures, List<DerivedFigure> all) {
    return new FiguresEndpoint(derivedFigures, all);
  }
}
