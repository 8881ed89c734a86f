package smallbusiness.messaging.feed.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.health.contributor.Status;
import smallbusiness.events.sales.CustomerDescribed;
import smallbusiness.events.sales.CustomerState;
import smallbusiness.messaging.feed.parked.ParkedEndpoint;
import smallbusiness.messaging.feed.parked.ParkedEvent;
import smallbusiness.messaging.feed.parked.ParkedEvents;
import smallbusiness.messaging.testing.TestKafka;
import smallbusiness.messaging.testing.TestPostgres;
import smallbusiness.messaging.testing.TestPublisher;

/** A failing event holds up its own key and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParkingIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String BAD = "13";

  private final String broker = TestKafka.freshBroker();
  private final TestPublisher publisher = new TestPublisher(broker);

  @BeforeAll
  void publishEverything() {
    for (long version = 1; version <= 5; version++) {
      for (long customer = 1; customer <= 50; customer++) {
        publisher.publish(described(customer, version));
      }
    }
    publisher.send(
        List.of(
            new ProducerRecord<>("sales.customer", "99".getBytes(UTF_8), "rubbish".getBytes(UTF_8)),
            TestPublisher.record(described(99, 1), Instant.EPOCH)));
  }

  @AfterAll
  void disconnect() {
    publisher.close();
  }

  @Test
  void a_failing_event_parks_its_key_alone_until_an_operator_retries_or_skips_it() {
    try (FollowingService service =
        start(
            Map.of(
                "feed.max-batch",
                "20",
                "journal.refused-key",
                BAD,
                "journal.refused-version",
                "2"))) {
      for (long customer = 1; customer <= 50; customer++) {
        awaitVersions(service, customer, customer == 13 ? 1 : 5);
      }
      ParkedEvents parked = service.parked();
      await().atMost(SOON).until(() -> parked.open(100).size() == 6);
      assertThat(parked.summary().keys()).isEqualTo(2);
      assertThat(service.health().getStatus()).isEqualTo(Status.UP);

      ParkedEvent failing = headOf(parked, BAD);
      assertThat(service.resolver().retry(failing, "Ada")).isZero();
      assertThat(service.journal().versionsOf(13)).containsExactly(1L);

      service.journal().refuse("nobody", 0);
      assertThat(service.resolver().retry(failing, "Ada")).isEqualTo(4);
      assertThat(service.journal().versionsOf(13)).containsExactly(1L, 2L, 3L, 4L, 5L);

      ParkedEndpoint endpoint = service.bean(ParkedEndpoint.class);
      ParkedEvent rubbish = headOf(parked, "99");
      assertThat(endpoint.resolve(rubbish.id(), "skip", "Ada", null).getStatus()).isEqualTo(400);
      assertThat(endpoint.resolve(rubbish.id(), "skip", "Ada", "not ours").getStatus())
          .isEqualTo(200);
      assertThat(service.journal().versionsOf(99)).containsExactly(1L);
      assertThat(endpoint.list()).isEmpty();
      assertThat(parked.find(rubbish.id()))
          .hasValueSatisfying(
              event -> {
                assertThat(event.outcome()).isEqualTo("SKIPPED");
                assertThat(event.resolvedBy()).isEqualTo("Ada");
                assertThat(event.note()).isEqualTo("not ours");
              });

      publisher.publish(described(13, 6));
      awaitVersions(service, 13, 6);
    }
  }

  @Test
  void a_feed_at_its_limit_of_parked_keys_retries_instead_of_parking() {
    try (FollowingService service =
        start(Map.of("feed.max-parked-keys", "0", "feed.max-retry-delay", "200ms"))) {
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(service.health().getStatus()).isEqualTo(Status.DOWN));
      assertThat(service.parked().open(10)).isEmpty();
      assertThat(service.journal().versionsOf(99)).isEmpty();
    }
  }

  /** The observer sees committed events: none may be applied again or parked. */
  @Test
  void a_failing_observer_parks_nothing() {
    try (FollowingService service = start(Map.of("observer.fails", "true"))) {
      for (long customer = 14; customer <= 50; customer++) {
        awaitVersions(service, customer, 5);
      }
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(service.parked().open(100))
                      .extracting(ParkedEvent::key)
                      .containsOnly("99"));
    }
  }

  private FollowingService start(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("spring.kafka.bootstrap-servers", broker);
    return FollowingService.start(TestPostgres.freshDatabase("parking"), all);
  }

  private static ParkedEvent headOf(ParkedEvents parked, String key) {
    return parked.open(100).stream()
        .filter(event -> event.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static CustomerDescribed described(long customer, long version) {
    return new CustomerDescribed(
        customer, version, new CustomerState("Ada " + version, "ada@example.org", "Norway"));
  }

  private static void awaitVersions(FollowingService service, long customer, long newest) {
    List<Long> all = LongStream.rangeClosed(1, newest).boxed().toList();
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(service.journal().versionsOf(customer)).isEqualTo(all));
  }
}
