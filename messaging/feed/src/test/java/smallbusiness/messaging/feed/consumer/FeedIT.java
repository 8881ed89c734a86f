package smallbusiness.messaging.feed.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import smallbusiness.events.sales.CustomerDescribed;
import smallbusiness.events.sales.CustomerState;
import smallbusiness.messaging.testing.Link;
import smallbusiness.messaging.testing.TestKafka;
import smallbusiness.messaging.testing.TestPostgres;
import smallbusiness.messaging.testing.TestPublisher;
import smallbusiness.messaging.testing.TestRegistry;

/** A feed applies every event once and in order, whatever fails in between. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final AtomicLong IDS = new AtomicLong(1);

  private final TestPublisher publisher = new TestPublisher(TestKafka.bootstrapServers());
  private final TestPostgres.Database database = TestPostgres.freshDatabase("follower");

  @BeforeAll
  void announce() {
    publisher.publish(described(IDS.getAndIncrement(), 1));
  }

  @AfterAll
  void disconnect() {
    publisher.close();
  }

  @Test
  void events_of_an_aggregate_are_applied_in_order_and_move_the_offset() {
    long customer = IDS.getAndIncrement();
    publisher.publish(described(customer, 1), described(customer, 2), described(customer, 3));

    try (FollowingService service = FollowingService.start(database)) {
      awaitVersions(service, customer, 3);
      assertThat(service.journal().agreesWithStoredOffsets()).isTrue();
      await().atMost(SOON).until(() -> service.state().lag() == 0);
      assertThat(service.health().getStatus()).isEqualTo(Status.UP);
    }
  }

  @Test
  void a_restarted_service_continues_where_it_stopped() {
    long customer = IDS.getAndIncrement();
    publisher.publish(described(customer, 1));
    try (FollowingService service = FollowingService.start(database)) {
      awaitVersions(service, customer, 1);
    }
    publisher.publish(described(customer, 2));

    try (FollowingService service = FollowingService.start(database)) {
      awaitVersions(service, customer, 2);
    }
  }

  @Test
  void a_batch_that_fails_after_writing_is_applied_once() {
    long customer = IDS.getAndIncrement();
    AtomicInteger failures = new AtomicInteger();
    try (FollowingService service = FollowingService.start(database)) {
      service
          .journal()
          .afterEach(
              event -> {
                if (event.key().equals(Long.toString(customer)) && failures.incrementAndGet() < 4) {
                  throw new TransientDataAccessResourceException("again");
                }
              });
      publisher.publish(described(customer, 1), described(customer, 2));

      awaitVersions(service, customer, 2);
      assertThat(failures.get()).isGreaterThanOrEqualTo(4);
      assertThat(service.state().failures()).isEqualTo(3);
    }
  }

  @Test
  void a_feed_whose_container_ended_with_an_error_starts_again() {
    long customer = IDS.getAndIncrement();
    AtomicInteger deliveries = new AtomicInteger();
    try (FollowingService service =
        FollowingService.start(database, Map.of("feed.max-retry-delay", "300ms"))) {
      service
          .journal()
          .afterEach(
              event -> {
                if (event.key().equals(Long.toString(customer))
                    && deliveries.incrementAndGet() == 1) {
                  throw new StackOverflowError("once");
                }
              });
      publisher.publish(described(customer, 1), described(customer, 2));

      awaitVersions(service, customer, 2);
      assertThat(deliveries).hasValue(3);
      assertThat(service.state().failures()).isEqualTo(1);
      await().atMost(SOON).until(() -> service.health().getStatus().equals(Status.UP));
    }
  }

  @Test
  void a_consumer_whose_offset_was_moved_cannot_write() {
    long customer = IDS.getAndIncrement();
    try (FollowingService service = FollowingService.start(database)) {
      publisher.publish(described(customer, 1));
      awaitVersions(service, customer, 1);

      moveStoredOffsets(service, 1000);
      publisher.publish(described(customer, 2));

      await().atMost(SOON).until(() -> service.health().getStatus().equals(Status.DOWN));
      assertThat(service.state().failures()).isPositive();
      assertThat(service.journal().versionsOf(customer)).containsExactly(1L);

      moveStoredOffsets(service, -1000);
      awaitVersions(service, customer, 2);
    }
  }

  private static void moveStoredOffsets(FollowingService service, long by) {
    service
        .jdbc()
        .sql("UPDATE messaging.feed_offset SET next_offset = next_offset + ? WHERE next_offset > 0")
        .param(by)
        .update();
  }

  @Test
  void two_replicas_share_partitions_and_repeat_nothing_when_one_leaves() {
    List<Long> customers = LongStream.range(0, 30).map(n -> IDS.getAndIncrement()).boxed().toList();
    try (FollowingService first = FollowingService.start(database)) {
      FollowingService second = FollowingService.start(database);
      await()
          .atMost(SOON)
          .until(() -> first.state().partitions() > 0 && second.state().partitions() > 0);
      for (long version = 1; version <= 40; version++) {
        publish(customers, version);
        if (version == 20) {
          second.close();
        }
      }
      for (long customer : customers) {
        awaitVersions(first, customer, 40);
      }
      assertThat(first.state().partitions()).isEqualTo(3);
    }
  }

  /** The replica has polled, and stalls before its transaction begins. */
  @Test
  void a_replica_that_stalled_and_lost_its_partitions_cannot_write() throws Exception {
    long customer = IDS.getAndIncrement();
    Map<String, String> impatient =
        Map.of(
            "spring.datasource.hikari.connection-timeout", "60000",
            "spring.kafka.consumer.properties.max.poll.interval.ms", "6000");
    try (FollowingService stalled = FollowingService.start(database, impatient)) {
      publisher.publish(described(customer, 1));
      awaitVersions(stalled, customer, 1);
      await().atMost(SOON).until(() -> stalled.state().partitions() == 3);
      List<Connection> pool = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        pool.add(stalled.bean(DataSource.class).getConnection());
      }
      publisher.publish(described(customer, 2));

      try (FollowingService other = FollowingService.start(database)) {
        awaitVersions(other, customer, 2);
        assertThat(stalled.state().failures()).isZero();
        for (Connection connection : pool) {
          connection.close();
        }

        await().atMost(SOON).until(() -> stalled.state().failures() > 0);
        publisher.publish(described(customer, 3));
        awaitVersions(other, customer, 3);
        assertThat(other.journal().agreesWithStoredOffsets()).isTrue();
      }
    }
  }

  @Test
  void a_feed_resumes_when_the_database_is_back() {
    long customer = IDS.getAndIncrement();
    try (Link link = new Link(TestPostgres.server().host(), TestPostgres.server().port());
        FollowingService service =
            FollowingService.start(
                database,
                Map.of(
                    "spring.datasource.url",
                    "jdbc:postgresql://localhost:" + link.port() + "/" + database.name(),
                    "feed.max-retry-delay",
                    "300ms"))) {
      publisher.publish(described(customer, 1));
      awaitVersions(service, customer, 1);
      link.cut();
      publisher.publish(described(customer, 2));
      await().atMost(SOON).until(() -> service.health().getStatus().equals(Status.DOWN));

      link.mend();

      awaitVersions(service, customer, 2);
      await().atMost(SOON).until(() -> service.health().getStatus().equals(Status.UP));
    }
  }

  @Test
  void a_feed_resumes_when_the_registry_is_back() {
    long customer = IDS.getAndIncrement();
    publisher.publish(described(customer, 1));
    TestPostgres.Database forgetful = TestPostgres.freshDatabase("forgetful");
    try (Link link = new Link(TestRegistry.url().getHost(), TestRegistry.url().getPort())) {
      link.cut();
      try (FollowingService service =
          FollowingService.start(
              forgetful,
              Map.of(
                  "schema-registry.url",
                  "http://127.0.0.1:" + link.port() + TestRegistry.url().getPath(),
                  "feed.max-retry-delay",
                  "300ms"))) {
        await().atMost(SOON).until(() -> service.health().getStatus().equals(Status.DOWN));
        assertThat(service.journal().size()).isZero();

        link.mend();

        awaitVersions(service, customer, 1);
      }
    }
  }

  @Test
  void an_event_is_applied_without_waiting_for_a_poll_to_end() {
    long customer = IDS.getAndIncrement();
    List<Long> delays = new ArrayList<>();
    try (FollowingService service = FollowingService.start(database)) {
      publisher.publish(described(customer, 1));
      awaitVersions(service, customer, 1);
      service
          .journal()
          .afterEach(event -> delays.add(Duration.between(event.time(), Instant.now()).toMillis()));
      for (int version = 2; version <= 200; version++) {
        publisher.publish(described(customer, version));
      }
      awaitVersions(service, customer, 200);
      delays.sort(Long::compare);
      assertThat(delays.get(delays.size() / 2)).isLessThan(250);
    }
  }

  private static CustomerDescribed described(long customer, long version) {
    return new CustomerDescribed(
        customer, version, new CustomerState("Ada " + version, "ada@example.org", "Norway"));
  }

  private void publish(List<Long> customers, long version) {
    publisher.publish(customers.stream().map(id -> described(id, version)).toList());
  }

  private static void awaitVersions(FollowingService service, long customer, long newest) {
    List<Long> all = LongStream.rangeClosed(1, newest).boxed().toList();
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        // After a cut the test's own connections may fail as well.
        .ignoreExceptionsInstanceOf(DataAccessException.class)
        .untilAsserted(() -> assertThat(service.journal().versionsOf(customer)).isEqualTo(all));
  }
}
