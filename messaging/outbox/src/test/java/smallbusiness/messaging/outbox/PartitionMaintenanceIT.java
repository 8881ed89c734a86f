package smallbusiness.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import smallbusiness.messaging.relay.status.RelayEndpoint;
import smallbusiness.messaging.relay.support.CatalogueSchemaIds;
import smallbusiness.messaging.relay.support.TopicReader;
import smallbusiness.messaging.testing.RealParts;
import smallbusiness.schemas.EventCodec;

/** Partitions are created and dropped while the relay is running or paused. */
@SpringBootTest(
    properties = {
      "spring.application.name=warehouse",
      "spring.config.import=classpath:smallbusiness/messaging/service.yaml",
      "spring.autoconfigure.exclude=smallbusiness.messaging.schema.SchemaAutoConfiguration",
      "spring.flyway.locations=",
      "outbox.maintenance-interval=200ms"
    })
@RealParts(isolated = true, registry = false)
@DirtiesContext // or its timers would keep running during other tests
class PartitionMaintenanceIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @Autowired DataSource database;
  @Autowired JdbcClient jdbc;
  @Autowired OutboxPartitions partitions;
  @Autowired RelayEndpoint relay;

  @Value("${spring.kafka.bootstrap-servers}")
  String kafka = "";

  @Test
  void partitions_are_created_in_advance() {
    assertThat(partitions()).contains(name(0), name(-1), name(-2), name(-3));
  }

  @Test
  void rows_in_the_default_partition_move_to_their_own_and_are_not_published_again() {
    insert(3, "stray");

    await().atMost(TIMEOUT).until(() -> partitions().contains(name(3)));
    assertThat(count("outbox_default")).isZero();
    assertThat(count(name(3))).isEqualTo(2);
    insert(3, "later");
    await().atMost(TIMEOUT).until(() -> published("later") == 2);
    assertThat(published("stray")).isEqualTo(2);
    assertThat(partitions()).as("within the retention").contains(name(3));
  }

  @Test
  void an_old_partition_is_dropped_only_when_its_rows_are_in_kafka() {
    relay.pause(true);
    await().atMost(TIMEOUT).until(() -> relay.view().role().equals("PAUSED"));
    insert(20, "old");
    // Its writers have ended, but its rows are not in Kafka yet.
    await()
        .atMost(TIMEOUT)
        .until(
            () ->
                jdbc.sql("SELECT writers_end FROM messaging.expired_partition WHERE partition = ?")
                    .param(name(20))
                    .query((row, number) -> row.getString(1) != null)
                    .optional()
                    .orElse(false));
    await()
        .during(Duration.ofSeconds(1))
        .atMost(TIMEOUT)
        .until(() -> partitions().contains(name(20)) && count(name(20)) == 2);

    relay.pause(false);

    await().atMost(TIMEOUT).until(() -> !partitions().contains(name(20)));
    assertThat(published("old")).isEqualTo(2);
    assertThat(
            jdbc.sql("SELECT count(*) FROM messaging.expired_partition WHERE partition = ?")
                .param(name(20))
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void maintenance_does_not_block_commands() throws SQLException {
    insert(5, "kept");
    await().atMost(TIMEOUT).until(() -> partitions().contains(name(5)));
    try (Connection command = database.getConnection();
        var statement = command.createStatement()) {
      command.setAutoCommit(false);
      statement.execute("SELECT count(*) FROM messaging.outbox");

      partitions.drop(name(5));

      assertThat(partitions()).as("in use").contains(name(5));
      insert(0, "during");
      command.rollback();
      command.setAutoCommit(true);
    }
    await().atMost(TIMEOUT).until(() -> published("during") == 2);

    partitions.drop(name(5));

    assertThat(partitions()).doesNotContain(name(5));
  }

  private List<String> partitions() {
    return jdbc.sql(
            """
            SELECT child.relname FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
            WHERE inhparent = 'messaging.outbox'::regclass
            """)
        .query((row, number) -> row.getString("relname"))
        .list();
  }

  private static String name(int daysAgo) {
    LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(daysAgo);
    return "outbox_p" + day.toString().replace("-", "");
  }

  private long count(String table) {
    return jdbc.sql("SELECT count(*) FROM messaging." + table).query(Long.class).single();
  }

  private long published(String key) {
    return new TopicReader(kafka)
        .read("warehouse.item").stream().filter(record -> key.equals(record.key())).count();
  }

  /** Two events of some days ago. */
  private void insert(int daysAgo, String key) {
    jdbc.sql(
"""
INSERT INTO messaging.outbox
  (occurred_at, topic, key, sequence, type, event_id, payload)
SELECT now() - make_interval(days => ?), 'warehouse.item', ?,
  n + (SELECT count(*) FROM messaging.outbox WHERE key = ?), 'test', gen_random_uuid(), 'x'
FROM generate_series(1, 2) n
""")
        .params(daysAgo, key, key)
        .update();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class App {

    @Bean
    EventCodec eventCodec() {
      return new EventCodec(new CatalogueSchemaIds());
    }
  }
}
