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
import smallbusiness.messaging.relay.status.RelayMetrics;
import smallbusiness.messaging.relay.support.BrokerProcess;
import smallbusiness.messaging.relay.support.DeliveryReport;
import smallbusiness.messaging.relay.support.RelayFixture;
import smallbusiness.messaging.relay.support.TestRelay;
import smallbusiness.messaging.relay.support.TopicReader;
import smallbusiness.messaging.testing.TestPostgres;

/**
 * A Kafka outage with short timeouts: calls give up after one second instead of ten, and pauses
 * between retries grow up to half a second instead of five.
 */
class OutageIT {

  private static final Map<String, String> FAST =
      Map.of("kafka-timeout", "1s", "backoff-initial", "50ms", "backoff-max", "500ms");
  private static final double LONGEST_PAUSE = 0.5 * 1.25; // up to a quarter is jitter
  private static final int RETRIES = 4;
  private static final int ROUNDS = 20;
  private static final int ROWS = 1_000;
  private static final Offset<Double> A_FEW_HEARTBEATS = within(20.0);

  @TempDir Path folder;

  @Test
  void commands_work_while_kafka_is_down_and_every_event_arrives_afterwards() throws Exception {
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
      awaitRetries(relay);
      assertThat(relay.lag().events())
          .isCloseTo(ROUNDS / 2 * ROWS, A_FEW_HEARTBEATS); // heartbeats use outbox ids too
      assertThat(relay.lag().oldestAgeSeconds()).isPositive();

      outbox.stop();
      TestRelay restarted = outbox.start(FAST);
      for (int round = 0; round < ROUNDS / 2; round++) {
        outbox.append(ROWS);
      }
      awaitRetries(restarted);

      kafka.restart();
      outbox.awaitPublished((ROUNDS + 1) * ROWS);
      try (Connection connection = outbox.open()) {
        assertThat(DeliveryReport.compare(connection, new TopicReader(kafka.address())))
            .isEqualTo(new DeliveryReport((ROUNDS + 1) * ROWS, 0, 0, 0, 0));
      }
      assertThat(restarted.status().repairs()).isZero();
      await()
          .atMost(RelayFixture.TIMEOUT)
          .untilAsserted(() -> assertThat(restarted.lag().events()).isZero());
      assertThat(restarted.status().backOff()).isZero();
    }
  }

  /** Several retries fail; the pauses grow up to the limit, as the metric shows. */
  private static void awaitRetries(TestRelay relay) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    new RelayMetrics(relay.status(), relay.lag()).bindTo(meters);
    double[] longest = {0};
    await()
        .atMost(RelayFixture.TIMEOUT)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              longest[0] = Math.max(longest[0], meters.get("relay.backoff").gauge().value());
              return relay.status().restarts() >= RETRIES && longest[0] >= 0.5;
            });
    assertThat(longest[0]).isLessThanOrEqualTo(LONGEST_PAUSE);
    assertThat(meters.get("relay.restarts").functionCounter().count())
        .isGreaterThanOrEqualTo(RETRIES);
    assertThat(relay.status().lastFailure()).isNotNull();
  }
}
