package smallbusiness.messaging.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import smallbusiness.events.sales.CustomerErased;
import smallbusiness.messaging.MessagingMigrations;
import smallbusiness.messaging.testing.Link;
import smallbusiness.messaging.testing.TestPostgres;
import smallbusiness.messaging.testing.TestRegistry;
import smallbusiness.schemas.EventCodec;
import smallbusiness.schemas.EventType;
import smallbusiness.schemas.Owner;
import smallbusiness.schemas.SchemaIds;
import smallbusiness.schemas.Topic;
import smallbusiness.schemas.UnknownSchemaException;

/** A service's schema ids with a registry that goes down and comes back. */
class SchemaIdsIT {

  private static final CustomerErased ERASED = new CustomerErased(7L, 2L);
  private static final EventType ERASED_TYPE = EventType.of(ERASED);

  private final TestPostgres.Database database = TestPostgres.freshDatabase("numbers");
  private Link registry = new Link(TestRegistry.url().getHost(), TestRegistry.url().getPort());

  @BeforeEach
  void connect() {
    registry = new Link(TestRegistry.url().getHost(), TestRegistry.url().getPort());
  }

  @AfterEach
  void disconnect() {
    registry.close();
  }

  @Test
  void a_system_registers_its_schemas_and_requires_full_compatibility() {
    sales()
        .run(
            context -> {
              awaitRegistered(context);
              SchemaRegistry client = context.getBean(SchemaRegistry.class);
              SchemaIds ids = context.getBean(SchemaIds.class);
              for (Topic topic : Topic.ownedBy(Owner.SALES)) {
                for (EventType type : topic.eventTypes()) {
                  assertThat(client.schema(ids.idOf(type))).isEqualTo(type.schema());
                }
              }
              assertThatThrownBy(() -> client.register(ERASED_TYPE.subject(), incompatible()))
                  .isInstanceOfSatisfying(
                      RegistryRefusedException.class,
                      refused -> assertThat(refused.status()).isEqualTo(409));
            });
  }

  @Test
  void events_are_written_and_read_after_a_restart_while_the_registry_is_down() {
    sales().run(SchemaIdsIT::awaitRegistered);
    registry.cut();

    sales()
        .run(
            context -> {
              EventCodec codec = context.getBean(EventCodec.class);
              assertThat(codec.decode(codec.encode(ERASED))).isEqualTo(ERASED);
              assertThat(health(context)).isEqualTo(Status.UP);
            });
  }

  @Test
  void a_first_start_without_the_registry_becomes_ready_when_it_is_back() {
    registry.cut();
    sales()
        .run(
            context -> {
              EventCodec codec = context.getBean(EventCodec.class);
              await().until(() -> context.getBean(SchemaRegistration.class).lastError() != null);
              assertThat(health(context)).isEqualTo(Status.DOWN);
              assertThatThrownBy(() -> codec.encode(ERASED))
                  .isInstanceOf(UnknownSchemaException.class);

              registry.mend();

              awaitRegistered(context);
              assertThat(health(context)).isEqualTo(Status.UP);
              assertThat(codec.decode(codec.encode(ERASED))).isEqualTo(ERASED);
            });
  }

  @Test
  void a_reader_fetches_an_id_once_and_keeps_it_across_restarts() {
    int[] number = new int[1];
    sales()
        .run(
            context -> {
              awaitRegistered(context);
              number[0] = context.getBean(SchemaIds.class).idOf(ERASED_TYPE);
            });
    var other = service("query-api", TestPostgres.freshDatabase("reader"));

    registry.cut();
    other.run(
        context ->
            assertThatThrownBy(() -> context.getBean(SchemaIds.class).schemaOf(number[0]))
                .isInstanceOf(UnknownSchemaException.class));
    registry.mend();
    other.run(context -> assertSchemaOf(context, number[0]));
    registry.cut();
    other.run(context -> assertSchemaOf(context, number[0]));
  }

  @Test
  void a_registry_with_other_schemas_under_the_same_ids_is_refused() {
    sales().run(SchemaIdsIT::awaitRegistered);
    sales()
        .run(
            context -> {
              JdbcClient jdbc = context.getBean(JdbcClient.class);
              jdbc.sql("UPDATE messaging.schema_id SET definition = '\"string\"'").update();
            });

    sales()
        .run(
            context -> {
              SchemaRegistration registration = context.getBean(SchemaRegistration.class);
              await().until(() -> registration.state() == SchemaRegistration.State.REFUSED);
              assertThat(registration.lastError()).contains("another registry");
              assertThat(health(context)).isEqualTo(Status.DOWN);
            });
  }

  private static void awaitRegistered(ApplicationContext context) {
    SchemaRegistration registration = context.getBean(SchemaRegistration.class);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> registration.state() == SchemaRegistration.State.DONE);
  }

  private static void assertSchemaOf(ApplicationContext context, int number) {
    assertThat(context.getBean(SchemaIds.class).schemaOf(number)).isEqualTo(ERASED_TYPE.schema());
  }

  private static Status health(ApplicationContext context) {
    return context.getBean(SchemasHealth.class).health().getStatus();
  }

  private static Schema incompatible() {
    return SchemaBuilder.record(ERASED_TYPE.fullName()).fields().requiredString("x").endRecord();
  }

  private ApplicationContextRunner sales() {
    return service("sales", database);
  }

  private ApplicationContextRunner service(String name, TestPostgres.Database own) {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                DataSourceAutoConfiguration.class,
                JdbcTemplateAutoConfiguration.class,
                JdbcClientAutoConfiguration.class,
                FlywayAutoConfiguration.class,
                MessagingMigrations.class,
                SchemaAutoConfiguration.class))
        .withPropertyValues(
            "spring.application.name=" + name,
            "spring.datasource.url=" + own.url(),
            "spring.datasource.username=" + own.username(),
            "spring.datasource.password=" + own.username(),
            "schema-registry.retry-delay=50ms",
            "schema-registry.url=" + address());
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + registry.port() + TestRegistry.url().getPath());
  }
}
