package smallbusiness.messaging.schema;

import java.util.Arrays;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import smallbusiness.schemas.EventCodec;
import smallbusiness.schemas.EventType;
import smallbusiness.schemas.Owner;
import smallbusiness.schemas.SchemaIds;
import smallbusiness.schemas.Topic;

/** Gives the service its codec, and registers the schemas that it owns. */
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
  RememberedSchemas schemaIds(JdbcClient jdbc, SchemaRegistry registry, Environment environment) {
    RememberedSchemas schemas = new RememberedSchemas(jdbc, registry);
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
      RememberedSchemas schemas,
      SchemaRegistryProperties properties,
      Environment environment) {
    return new SchemaRegistration(registry, schemas, writtenBy(environment), properties);
  }

  @Bean
  SchemasHealth schemasHealthIndicator(SchemaRegistration registration) {
    return new SchemasHealth(registration);
  }

  /** None in a service that publishes nothing. */
  private static List<EventType> writtenBy(Environment environment) {
    String application = environment.getProperty("spring.application.name", "");
    return Arrays.stream(Owner.values())
        .filter(owner -> owner.id().equals(application))
        .flatMap(owner -> Topic.ownedBy(owner).stream())
        .flatMap(topic -> topic.eventTypes().stream())
        .toList();
  }
}
