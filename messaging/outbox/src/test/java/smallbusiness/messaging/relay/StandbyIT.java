package smallbusiness.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smallbusiness.messaging.relay.slot.ReplicationSlot;
import smallbusiness.messaging.relay.support.ArrivalProbe;
import smallbusiness.messaging.relay.support.DeliveryReport;
import smallbusiness.messaging.relay.support.RelayFixture;
import smallbusiness.messaging.relay.support.RelayReplicas;
import smallbusiness.messaging.relay.support.TopicReader;
import smallbusiness.messaging.relay.support.WriteLoad;
import smallbusiness.messaging.testing.TestPostgres;

/**
 * Replicas in processes of their own: the active one is killed and frozen in turns while others
 * stand by. Two take-overs by default; {@code -Drelay.takeovers=20} runs a long series and prints
 * how long nothing was published.
 */
class StandbyIT {

  private static final Logger LOG = LoggerFactory.getLogger(StandbyIT.class);
  private static final int TAKEOVERS = Integer.getInteger("relay.takeovers", 2);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @TempDir Path folder;

  @ParameterizedTest(name = "{0} replicas")
  @ValueSource(ints = {2, 3})
  void another_replica_takes_over_without_losing_or_repeating_an_event(int number)
      throws Exception {
    List<Duration> killed = new ArrayList<>();
    List<Duration> frozen = new ArrayList<>();
    RelayFixture outbox = RelayFixture.fresh("standby");
    String url = outbox.dataSource().getUrl();
    try (Connection database = TestPostgres.superuser(outbox.database())) {
      WriteLoad.prepare(database);
    }
    try (RelayReplicas replicas =
        new RelayReplicas(folder, url, outbox.database(), outbox.bootstrap())) {
      replicas.start(number);
      replicas.awaitSettled();
      try (WriteLoad load = new WriteLoad(url, outbox.database(), 3, 10, number);
          ArrivalProbe probe = new ArrivalProbe(outbox.bootstrap(), WriteLoad.TOPICS)) {
        for (int takeover = 0; takeover < TAKEOVERS; takeover++) {
          replicas.awaitSettled();
          if (takeover % 2 == 0) {
            replicas.killActive();
            killed.add(probe.untilFirstAfter(Instant.now()));
            replicas.start(1);
          } else {
            replicas.freezeActive(() -> frozen.add(probe.untilFirstAfter(Instant.now())));
          }
        }
        LOG.info("{} replicas, {} rows; kill -9: {}", number, load.committed(), times(killed));
        LOG.info("{} replicas; freeze: {}", number, times(frozen));
      }
      replicas.awaitSettled();
      String last = outbox.query("SELECT pg_current_wal_lsn()");
      outbox.execute(ReplicationSlot.HEARTBEAT, ReplicationSlot.HEARTBEAT);
      await().atMost(TIMEOUT).until(() -> isPast(outbox, last));
      try (Connection database = outbox.open()) {
        DeliveryReport report =
            DeliveryReport.compare(database, new TopicReader(outbox.bootstrap()));
        LOG.info("{} replicas, {} take-overs: {}", number, TAKEOVERS, report);
        assertThat(report.rows()).isPositive();
        assertThat(report).matches(DeliveryReport::isExactlyOnceInOrder);
      }
    }
  }

  private static boolean isPast(RelayFixture outbox, String end) throws Exception {
    return outbox
        .query(
            "SELECT bool_and(confirmed_flush_lsn > '%s') FROM pg_replication_slots WHERE database = current_database()"
                .formatted(end))
        .equals("t");
  }

  private static String times(List<Duration> durations) {
    List<Long> sorted = durations.stream().map(Duration::toMillis).sorted().toList();
    return sorted.isEmpty()
        ? "none"
        : "nothing published for %d ms at least, %d median, %d at most, in %d take-overs"
            .formatted(
                sorted.getFirst(), sorted.get(sorted.size() / 2), sorted.getLast(), sorted.size());
  }
}
