package smallbusiness.messaging.schema;

import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import smallbusiness.messaging.ConditionalOnOwner.OwnerCondition;
import smallbusiness.schemas.EventCodec;
import smallbusiness.schemas.EventType;
import smallbusiness.schemas.SchemaIds;
import smallbusiness.schemas.Topic;

/** Provides the event codec and registers the service's schemas. */
@AutoConfiguration(after = {JdbcClientAutoConfiguration.class, FlywayAutoConfiguration.class})
@EnableConfigurationProperties(SchemaRegistryProperties.class)
class SchemaAutoConfiguration {

  @Bean
  SchemaRegistry schemaRegistry(SchemaRegistryProperties properties) {
    return new SchemaRegistry(properties);
  }

  @Bean
  @DependsOnDatabaseInitialization
  @ConditionalOnMissingBean(SchemaIds.class)
  StoredSchemas schemaIds(JdbcClient jdbc, SchemaRegistry registry, Environment environment) {
    StoredSchemas schemas = new StoredSchemas(jdbc, registry);
    schemas.load(writtenBy(environment));
    return schemas;
  }

  @Bean
  @ConditionalOnMissingBean
  EventCodec eventCodec(SchemaIds ids) {
    return new EventCodec(ids);
  }

  @Bean
  SchemaRegistration schemaRegistration(
      SchemaRegistry registry,
      StoredSchemas schemas,
      SchemaRegistryProperties properties,
      @Qualifier("schemaScheduler") TaskScheduler scheduler,
      Environment environment) {
    return new SchemaRegistration(registry, schemas, writtenBy(environment), properties, scheduler);
  }

  @Bean(defaultCandidate = false)
  ThreadPoolTaskScheduler schemaScheduler() {
    ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    scheduler.setDaemon(true);
    scheduler.setThreadNamePrefix("schema-registration-");
    return scheduler;
  }

  @Bean
  SchemasHealth schemasHealthIndicator(SchemaRegistration registration) {
    return new SchemasHealth(registration);
  }

  /** Empty in a service that publishes nothing. */
  private static List<EventType> writtenBy(Environment environment) {
    return OwnerCondition.ownerIn(environment).stream()
        .flatMap(owner -> Topic.ownedBy(owner).stream())
        .flatMap(topic -> topic.eventTypes().stream())
        .toList();
  }
}
