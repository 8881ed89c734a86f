package smallbusiness.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smallbusiness.messaging.MessagingMigrations;
import smallbusiness.messaging.relay.slot.ReplicationSlot;
import smallbusiness.messaging.relay.support.BrokerProcess;
import smallbusiness.messaging.relay.support.DeliveryReport;
import smallbusiness.messaging.relay.support.PostgresProcess;
import smallbusiness.messaging.relay.support.RelayReplicas;
import smallbusiness.messaging.relay.support.TopicReader;
import smallbusiness.messaging.relay.support.WriteLoad;
import smallbusiness.messaging.testing.Link;

/**
 * Two replicas relay what writers append, while processes are killed and frozen and connections are
 * cut at random moments. Injects 10 faults by default; {@code -Drelay.blows=200} runs a long
 * series, and {@code -Drelay.seed=...} repeats a choice of faults.
 */
class KilledRelayIT {

  private static final Logger LOG = LoggerFactory.getLogger(KilledRelayIT.class);
  private static final int FAULTS = Integer.getInteger("relay.blows", 10);
  private static final long SEED = Long.getLong("relay.seed", System.nanoTime());

  @TempDir Path folder;

  private enum Fault {
    KILL_RELAY,
    FREEZE_RELAY,
    TERMINATE_WALSENDER,
    CUT_CONNECTIONS,
    CRASH_POSTGRES,
    KILL_KAFKA
  }

  @Test
  void no_fault_loses_repeats_or_reorders_an_event() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    Map<Fault, Integer> injected = new EnumMap<>(Fault.class);
    try (PostgresProcess postgres = new PostgresProcess(folder);
        BrokerProcess kafka = new BrokerProcess(folder);
        Link link = new Link("localhost", postgres.port());
        RelayReplicas replicas =
            new RelayReplicas(
                folder,
                "jdbc:postgresql://localhost:" + link.port() + "/warehouse",
                "warehouse",
                kafka.address())) {
      prepare(postgres);
      LOG.info("Seed {}, {} faults", SEED, FAULTS);
      replicas.start(2);
      replicas.awaitActive(Duration.ofSeconds(60));
      try (WriteLoad load = new WriteLoad(postgres.url("warehouse"), "warehouse", 5, 25, SEED)) {
        for (int number = 0; number < FAULTS; number++) {
          Fault fault = Fault.values()[number < Fault.values().length ? number : random.nextInt(6)];
          injected.merge(fault, 1, Integer::sum);
          Thread.sleep(200 + random.nextInt(2_000)); // at a random moment
          inject(fault, postgres, kafka, link, replicas);
          replicas.awaitActive(Duration.ofSeconds(60));
          LOG.info("Fault {}: {}, {} rows so far", number + 1, fault, load.committed());
        }
      }
      awaitDrained(postgres);
      try (Connection database = postgres.superuser("warehouse")) {
        DeliveryReport report = DeliveryReport.compare(database, new TopicReader(kafka.address()));
        LOG.info("Seed {}, faults {}: {}", SEED, injected, report);
        assertThat(report.rows()).isPositive();
        assertThat(report).matches(DeliveryReport::isExactlyOnceInOrder);
      }
    }
  }

  private static void prepare(PostgresProcess postgres) throws SQLException {
    postgres.execute(
        "postgres",
        "CREATE ROLE warehouse LOGIN PASSWORD 'warehouse'",
        "CREATE ROLE warehouse_relay LOGIN REPLICATION PASSWORD 'warehouse_relay'",
        "CREATE DATABASE warehouse OWNER warehouse");
    PGSimpleDataSource owner = new PGSimpleDataSource();
    owner.setUrl(postgres.url("warehouse"));
    owner.setUser("warehouse");
    owner.setPassword("warehouse");
    MessagingMigrations.migrate(owner, "outbox");
    try (Connection database = postgres.superuser("warehouse")) {
      WriteLoad.prepare(database);
    }
  }

  private void inject(
      Fault fault, PostgresProcess postgres, BrokerProcess kafka, Link link, RelayReplicas replicas)
      throws Exception {
    switch (fault) {
      case KILL_RELAY -> {
        replicas.killActive();
        replicas.start(1);
      }
      case FREEZE_RELAY ->
          replicas.freezeActive(() -> replicas.awaitActive(Duration.ofSeconds(60)));
      case TERMINATE_WALSENDER ->
          postgres.execute(
              "warehouse",
              "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots"
                  + " WHERE active_pid IS NOT NULL");
      case CUT_CONNECTIONS -> {
        link.cut();
        Thread.sleep(300);
        link.mend();
      }
      case CRASH_POSTGRES -> postgres.crash(folder);
      case KILL_KAFKA -> kafka.crash();
    }
  }

  /** Everything is published once the slot has passed what is now the end of the log. */
  private static void awaitDrained(PostgresProcess postgres) throws SQLException {
    String last = query(postgres, "SELECT coalesce(max(id), 0) FROM messaging.outbox");
    LOG.info("Waiting until outbox row {} is published", last);
    String end = query(postgres, "SELECT pg_current_wal_lsn()");
    postgres.execute("warehouse", "SET ROLE warehouse", ReplicationSlot.HEARTBEAT);
    postgres.execute("warehouse", "SET ROLE warehouse", ReplicationSlot.HEARTBEAT);
    await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .until(
            () ->
                query(
                        postgres,
                        "SELECT bool_and(confirmed_flush_lsn > '%s') FROM pg_replication_slots"
                            .formatted(end))
                    .equals("t"));
  }

  private static String query(PostgresProcess postgres, String sql) throws SQLException {
    try (Connection connection = postgres.superuser("warehouse");
        var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
