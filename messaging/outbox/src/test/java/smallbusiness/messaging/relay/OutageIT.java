package smallbusiness.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smallbusiness.messaging.testing.TestPostgres;

/**
 * An outage of Kafka with clocks that run fast: calls give up after one second instead of ten, and
 * pauses between attempts grow up to half a second instead of five.
 */
class OutageIT {

  private static final Map<String, String> FAST =
      Map.of("kafka-patience", "1s", "backoff-initial", "50ms", "backoff-max", "500ms");
  private static final double LONGEST_PAUSE = 0.5 * 1.25; // a quarter is left to chance
  private static final int ATTEMPTS = 4;
  private static final int ROUNDS = 20;
  private static final int ROWS = 1_000;
  private static final Offset<Double> A_FEW_HEARTBEATS = within(20.0);

  @TempDir Path folder;

  @Test
  void commands_go_on_while_kafka_is_away_and_everything_arrives_afterwards() throws Exception {
    TestPostgres.Database database = TestPostgres.freshDatabase("outage");
    try (BrokerProcess kafka = new BrokerProcess(folder);
        RelayFixture outbox =
            new RelayFixture(
                database.url(), database.username(), database.relayUsername(), kafka.address())) {
      TestRelay relay = outbox.start(FAST);
      outbox.append(ROWS);
      outbox.awaitPublished(ROWS);

      kafka.kill();
      for (int round = 0; round < ROUNDS / 2; round++) {
        outbox.append(ROWS);
      }
      awaitAttempts(relay);
      assertThat(relay.backlog().events())
          .isCloseTo(ROUNDS / 2 * ROWS, A_FEW_HEARTBEATS); // they take numbers of the outbox
      assertThat(relay.backlog().oldestAgeSeconds()).isPositive();

      outbox.stop();
      TestRelay restarted = outbox.start(FAST);
      for (int round = 0; round < ROUNDS / 2; round++) {
        outbox.append(ROWS);
      }
      awaitAttempts(restarted);

      kafka.startAgain();
      outbox.awaitPublished((ROUNDS + 1) * ROWS);
      try (Connection connection = outbox.open()) {
        assertThat(Verdict.on(connection, new TopicReader(kafka.address())))
            .isEqualTo(new Verdict((ROUNDS + 1) * ROWS, 0, 0, 0, 0));
      }
      assertThat(restarted.status().repairs()).isZero();
      await()
          .atMost(RelayFixture.PATIENCE)
          .untilAsserted(() -> assertThat(restarted.backlog().events()).isZero());
      assertThat(restarted.status().pause()).isZero();
    }
  }

  /** Several attempts fail; the pauses between them grow, but only so far, and can be seen. */
  private static void awaitAttempts(TestRelay relay) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    new RelayMetrics(relay.status(), relay.backlog()).bindTo(meters);
    double[] longest = {0};
    await()
        .atMost(RelayFixture.PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              longest[0] = Math.max(longest[0], meters.get("relay.backoff").gauge().value());
              return relay.status().restarts() >= ATTEMPTS && longest[0] >= 0.5;
            });
    assertThat(longest[0]).isLessThanOrEqualTo(LONGEST_PAUSE);
    assertThat(meters.get("relay.restarts").functionCounter().count())
        .isGreaterThanOrEqualTo(ATTEMPTS);
    assertThat(relay.status().failure()).isNotNull();
  }
}
