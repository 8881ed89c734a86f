package smallbusiness.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import smallbusiness.messaging.relay.slot.Lsn;
import smallbusiness.messaging.relay.status.RelayStatus;
import smallbusiness.messaging.relay.support.RelayFixture;
import smallbusiness.messaging.relay.support.TestRelay;
import smallbusiness.messaging.testing.TestPostgres;

/** How much WAL the relay makes PostgreSQL keep, and what a standby shows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HoldBackIT {

  private static final long MB = 1024 * 1024;
  private static final Map<String, String> SETTINGS = Map.of("heartbeat-after", "1MB");

  private RelayFixture outbox;
  private TestRelay active;
  private TestRelay standby;

  @BeforeAll
  void an_active_relay_and_a_standby() throws SQLException {
    outbox = RelayFixture.fresh("holdback");
    active = outbox.start(SETTINGS);
    outbox.append(10);
    outbox.awaitPublished(10);
    standby = outbox.start(SETTINGS);
    await()
        .atMost(RelayFixture.TIMEOUT)
        .until(() -> standby.status().role() == RelayStatus.Role.STANDBY);
  }

  @AfterAll
  void stop() {
    outbox.close();
  }

  @Test
  void an_idle_outbox_does_not_hold_back_the_log_of_busy_tables() throws SQLException {
    String numbers = "SELECT last_value FROM messaging.outbox_id_seq";
    String before = outbox.query(numbers);
    outbox.execute("CREATE TABLE busy (text text)");
    for (int round = 0; round < 5; round++) {
      outbox.execute(
          "INSERT INTO busy SELECT repeat(md5(n::text), 50) FROM generate_series(1, 4000) n");
    }
    long written = Lsn.parse(outbox.query("SELECT pg_current_wal_lsn()"));

    await()
        .atMost(RelayFixture.TIMEOUT)
        .until(
            () -> {
              TestPostgres.execute("SELECT pg_log_standby_snapshot()"); // else every 15 seconds
              return Lsn.parse(
                      outbox.query(
                          "SELECT restart_lsn FROM pg_replication_slots WHERE database ="
                              + " current_database()"))
                  >= written;
            });

    assertThat(outbox.query(numbers)).as("heartbeats release the log").isNotEqualTo(before);
    await()
        .atMost(RelayFixture.TIMEOUT)
        .until(() -> active.slot().state().retainedBytes() < 8 * MB);
    outbox.assertExactlyOnce(outbox.appended());
  }

  @Test
  void the_first_slot_is_a_failover_slot_and_not_a_repair() throws SQLException {
    assertThat(active.status().repairs()).isZero();
    assertThat(active.status().restarts()).isZero();
    assertThat(active.slot().state().isFirst()).isFalse();
    assertThat(
            outbox.query(
                "SELECT failover FROM pg_replication_slots WHERE database = current_database()"))
        .isEqualTo("t");
  }

  @Test
  void a_standby_does_not_hold_back_log_or_rows() throws SQLException {
    assertThat(
            outbox.query(
                "SELECT count(*) FROM pg_replication_slots WHERE database = current_database()"))
        .as("slots")
        .isEqualTo("1");
    // No transaction or snapshot stays open, so vacuum can remove dead rows.
    await()
        .during(Duration.ofMillis(500))
        .atMost(RelayFixture.TIMEOUT)
        .until(
            () ->
                outbox
                    .query(
                        """
                        SELECT count(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND pid <> pg_backend_pid()
                          AND backend_type = 'client backend'
                          AND (state LIKE 'idle in transaction%'
                            OR xact_start < clock_timestamp() - interval '200 milliseconds')
                        """)
                    .equals("0"));
  }

  @Test
  void a_standby_shows_the_same_lag_as_the_active_replica() throws SQLException {
    await()
        .atMost(RelayFixture.TIMEOUT)
        .untilAsserted(() -> assertThat(standby.lag().events()).isZero());
    active.slot().pause(true);
    await()
        .atMost(RelayFixture.TIMEOUT)
        .until(() -> active.status().role() == RelayStatus.Role.PAUSED);
    outbox.append(5);

    await()
        .atMost(RelayFixture.TIMEOUT)
        .untilAsserted(
            () -> {
              // Heartbeats use outbox ids too, until the pause takes effect.
              assertThat(active.lag().events()).isBetween(5.0, 7.0);
              assertThat(standby.lag().events()).isBetween(5.0, 7.0);
              assertThat(standby.lag().oldestAgeSeconds()).isPositive();
              assertThat(standby.slot().state().lagBytes()).isPositive();
            });

    active.slot().pause(false);
    outbox.awaitPublished(outbox.appended());
    await()
        .atMost(RelayFixture.TIMEOUT)
        .untilAsserted(() -> assertThat(standby.lag().events()).isZero());
  }
}
