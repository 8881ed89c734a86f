package smallbusiness.messaging.statement;

import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import smallbusiness.messaging.ConditionalOnOwner;

/** Statements of a service that says what it keeps; a system's own are shown to operators. */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
      "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration",
      "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration"
    })
@ConditionalOnBean(StatedAggregate.class)
@EnableConfigurationProperties(StatementProperties.class)
public class StatementAutoConfiguration {

  @Bean
  Statements statements(
      JdbcClient jdbc, PlatformTransactionManager transactions, StatementProperties properties) {
    return new Statements(jdbc, transactions, properties);
  }

  @Bean
  Sums sums(
      JdbcClient jdbc, PlatformTransactionManager transactions, StatementProperties properties) {
    return new Sums(jdbc, transactions, properties);
  }

  @Bean
  @ConditionalOnOwner
  StatementEndpoint statementEndpoint(Statements statements, List<StatedAggregate> aggregates) {
    return new StatementEndpoint(statements, aggregates);
  }

  @Bean
  @ConditionalOnOwner
  SumsEndpoint sumsEndpoint(Sums sums, List<StatedSum> stated) {
    return new SumsEndpoint(sums, stated);
  }
}
