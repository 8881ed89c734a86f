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
import smallbusiness.messaging.relay.CatalogueIds;
import smallbusiness.messaging.relay.RelayEndpoint;
import smallbusiness.messaging.relay.TopicReader;
import smallbusiness.messaging.testing.RealParts;
import smallbusiness.schemas.EventCodec;

/** Partitions come and go beside a relay that is at work, and one that is paused. */
@SpringBootTest(
    properties = {
      "spring.application.name=warehouse",
      "spring.config.import=classpath:smallbusiness/messaging/service.yaml",
      "spring.autoconfigure.exclude=smallbusiness.messaging.schema.SchemaAutoConfiguration",
      "spring.flyway.locations=",
      "outbox.housekeeping-interval=200ms"
    })
@RealParts(isolated = true, registry = false)
@DirtiesContext // its timers would go on beside other tests
class HousekeepingIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Autowired DataSource database;
  @Autowired JdbcClient jdbc;
  @Autowired Partitions partitions;
  @Autowired RelayEndpoint relay;

  @Value("${spring.kafka.bootstrap-servers}")
  String kafka = "";

  @Test
  void partitions_are_made_ahead() {
    assertThat(partitions()).contains(name(0), name(-1), name(-2), name(-3));
  }

  @Test
  void rows_that_found_no_partition_move_into_one_and_are_not_published_again() {
    insert(3, "stray");

    await().atMost(PATIENCE).until(() -> partitions().contains(name(3)));
    assertThat(count("outbox_default")).isZero();
    assertThat(count(name(3))).isEqualTo(2);
    insert(3, "behind");
    await().atMost(PATIENCE).until(() -> published("behind") == 2);
    assertThat(published("stray")).isEqualTo(2);
    assertThat(partitions()).as("younger than the retention").contains(name(3));
  }

  @Test
  void an_old_partition_is_dropped_only_when_its_rows_are_in_kafka() {
    relay.pause(true);
    await().atMost(PATIENCE).until(() -> relay.view().role().equals("PAUSED"));
    insert(20, "old");
    // Round after round it is looked at: its writers have ended, but its rows wait for Kafka.
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                jdbc.sql("SELECT finished_at FROM messaging.partition_seal WHERE partition = ?")
                    .param(name(20))
                    .query((row, number) -> row.getString(1) != null)
                    .optional()
                    .orElse(false));
    await()
        .during(Duration.ofSeconds(1))
        .atMost(PATIENCE)
        .until(() -> partitions().contains(name(20)) && count(name(20)) == 2);

    relay.pause(false);

    await().atMost(PATIENCE).until(() -> !partitions().contains(name(20)));
    assertThat(published("old")).isEqualTo(2);
    assertThat(
            jdbc.sql("SELECT count(*) FROM messaging.partition_seal WHERE partition = ?")
                .param(name(20))
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void housekeeping_gives_way_to_commands() throws SQLException {
    insert(5, "kept");
    await().atMost(PATIENCE).until(() -> partitions().contains(name(5)));
    try (Connection command = database.getConnection();
        var statement = command.createStatement()) {
      command.setAutoCommit(false);
      statement.execute("SELECT count(*) FROM messaging.outbox");

      partitions.drop(name(5));

      assertThat(partitions()).as("in use").contains(name(5));
      insert(0, "beside");
      command.rollback();
      command.setAutoCommit(true);
    }
    await().atMost(PATIENCE).until(() -> published("beside") == 2);

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
      return new EventCodec(new CatalogueIds());
    }
  }
}
