package smallbusiness.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import smallbusiness.messaging.relay.support.RelayFixture;
import smallbusiness.messaging.relay.support.TestRelay;
import smallbusiness.messaging.testing.TestPostgres;

/** A lost slot is detected and recreated, and exactly the missing events are published. */
class LostSlotIT {

  private RelayFixture outbox;
  private TestRelay relay;

  @BeforeEach
  void a_running_relay_and_ten_events() throws SQLException {
    outbox = RelayFixture.fresh("lost");
    relay = outbox.start();
    outbox.append(10);
    outbox.awaitPublished(10);
  }

  @AfterEach
  void stop() {
    outbox.close();
  }

  @Test
  void a_slot_dropped_while_the_relay_is_stopped_loses_no_event() throws SQLException {
    outbox.stop();
    outbox.append(5);
    dropSlot();
    outbox.append(5);

    relay = outbox.start();

    outbox.awaitPublished(20);
    assertThat(relay.status().repairs()).isEqualTo(1);
    outbox.assertExactlyOnce(20);
  }

  @Test
  void a_slot_dropped_while_the_relay_runs_loses_no_event() throws SQLException {
    outbox.append(5);
    await().atMost(RelayFixture.TIMEOUT).ignoreExceptions().until(this::terminateAndDrop);
    outbox.append(5);

    outbox.awaitPublished(20);
    await().atMost(RelayFixture.TIMEOUT).until(() -> relay.status().repairs() == 1);
    outbox.assertExactlyOnce(20);
  }

  @Test
  void a_slot_invalidated_by_the_server_loses_no_event() throws SQLException {
    outbox.stop();
    outbox.append(5);
    TestPostgres.execute(
        "ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'", "SELECT pg_reload_conf()");
    try {
      await().atMost(RelayFixture.TIMEOUT).until(this::isInvalidated);
    } finally {
      TestPostgres.execute("ALTER SYSTEM RESET max_slot_wal_keep_size", "SELECT pg_reload_conf()");
    }

    outbox.start();

    outbox.awaitPublished(15);
    outbox.assertExactlyOnce(15);
  }

  private void dropSlot() {
    TestPostgres.execute(
        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
            + " WHERE slot_name = '%s_outbox'".formatted(outbox.database()));
  }

  private boolean terminateAndDrop() {
    TestPostgres.execute(
        "SELECT pg_terminate_backend(active_pid, 2000) FROM pg_replication_slots"
            + " WHERE active AND database = '%s'".formatted(outbox.database()));
    dropSlot();
    return true;
  }

  private boolean isInvalidated() throws SQLException {
    TestPostgres.execute(
        "SELECT pg_logical_emit_message(false, 'fill', repeat('x', 8000000))",
        "SELECT pg_switch_wal()",
        "CHECKPOINT");
    return outbox
        .query("SELECT wal_status FROM pg_replication_slots WHERE database = current_database()")
        .equals("lost");
  }
}
