package smallbusiness.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smallbusiness.messaging.relay.slot.ReplicationSlot;
import smallbusiness.messaging.relay.support.DeliveryReport;
import smallbusiness.messaging.relay.support.PostgresProcess;
import smallbusiness.messaging.relay.support.PostgresStandby;
import smallbusiness.messaging.relay.support.RelayFixture;
import smallbusiness.messaging.relay.support.TestRelay;
import smallbusiness.messaging.relay.support.TopicReader;
import smallbusiness.messaging.testing.Link;
import smallbusiness.messaging.testing.TestKafka;
import smallbusiness.messaging.testing.TestPostgres;

/** A database restored from a dump or a backup, or promoted from a standby. */
class RestoredDatabaseIT {

  @TempDir Path folder;

  @Test
  void a_database_restored_from_a_dump_repeats_no_event() throws SQLException {
    try (RelayFixture outbox = RelayFixture.fresh("restored")) {
      outbox.start();
      outbox.append(10);
      outbox.awaitPublished(10);
      outbox.stop();
      outbox.append(5);
      String name = outbox.database();
      TestPostgres.execute(
          "SELECT pg_drop_replication_slot('%s_outbox')".formatted(name),
          "CREATE DATABASE %1$s_copy TEMPLATE %1$s OWNER %1$s".formatted(name),
          "ALTER DATABASE %1$s RENAME TO %1$s_old".formatted(name),
          "ALTER DATABASE %1$s_copy RENAME TO %1$s".formatted(name));

      TestRelay relay = outbox.start();

      outbox.awaitPublished(15);
      assertThat(relay.status().repairs()).isEqualTo(1);
      outbox.assertExactlyOnce(15);
    }
  }

  /** The dump contains what was stored about the slot of the dumped server. */
  @Test
  void a_dump_restored_on_another_server_does_not_use_a_slot_of_the_same_name()
      throws SQLException {
    try (RelayFixture outbox = RelayFixture.fresh("restored")) {
      outbox.start();
      outbox.append(10);
      outbox.awaitPublished(10);
      outbox.stop();
      outbox.append(5);
      outbox.execute("UPDATE messaging.relay_slot SET system_identifier = system_identifier + 1");

      TestRelay relay = outbox.start();

      outbox.awaitPublished(15);
      assertThat(relay.status().repairs()).isEqualTo(1);
      outbox.assertExactlyOnce(15);
    }
  }

  /** The log continues at an older place: new events replace others at the same LSNs. */
  @Test
  void a_server_set_back_to_a_backup_loses_none_of_its_events() throws Exception {
    try (PostgresProcess postgres = new PostgresProcess(folder)) {
      RelayFixture outbox = outbox(postgres.url("restored"), postgres);
      outbox.start();
      outbox.append(10);
      outbox.awaitPublished(10);
      outbox.stop();
      Path backup = postgres.stopAndCopy(folder, "backup");
      postgres.restart(folder);
      outbox.start();
      outbox.append(5);
      outbox.awaitPublished(15);
      outbox.stop();

      postgres.restore(folder, backup);
      outbox.append(3);
      TestRelay relay = outbox.start();

      outbox.awaitPublished(18);
      assertThat(relay.status().repairs()).isEqualTo(1);
      try (var database = outbox.open()) {
        assertThat(DeliveryReport.compare(database, new TopicReader(outbox.bootstrap())))
            .as("the five events of the abandoned history are unknown to the outbox")
            .isEqualTo(new DeliveryReport(13, 0, 0, 5, 0));
      }
      outbox.close();
    }
  }

  @Test
  void a_failover_slot_survives_the_promotion_of_a_standby() throws Exception {
    try (PostgresProcess primary = new PostgresProcess(folder);
        Link link = new Link("localhost", primary.port())) {
      RelayFixture outbox =
          outbox("jdbc:postgresql://localhost:" + link.port() + "/restored", primary);
      Path copy = primary.stopAndCopy(folder, "standby");
      primary.restart(folder);
      try (PostgresStandby standby = new PostgresStandby(primary, folder, copy)) {
        TestRelay relay = outbox.start();
        outbox.append(10);
        outbox.awaitPublished(10);
        await()
            .atMost(Duration.ofSeconds(90))
            .until(
                () -> {
                  primary.execute(
                      "restored", "SELECT pg_log_standby_snapshot()", ReplicationSlot.HEARTBEAT);
                  return standby.hasSlot("restored_outbox");
                });
        outbox.append(5);
        outbox.awaitPublished(15);

        primary.kill(folder);
        standby.promote();
        link.leadTo(standby.port());
        outbox.append(5);

        outbox.awaitPublished(20);
        outbox.assertExactlyOnce(20);
        assertThat(relay.status().repairs()).as("the slot was not recreated").isZero();
        assertThat(outbox.query("SELECT substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)"))
            .isEqualTo("00000002");
        outbox.close();
      }
    }
  }

  private static RelayFixture outbox(String url, PostgresProcess postgres) {
    postgres.execute(
        "postgres",
        "CREATE ROLE restored LOGIN PASSWORD 'restored'",
        "CREATE ROLE restored_relay LOGIN REPLICATION PASSWORD 'restored_relay'",
        "CREATE DATABASE restored OWNER restored");
    return new RelayFixture(url, "restored", "restored_relay", TestKafka.freshBroker());
  }
}
