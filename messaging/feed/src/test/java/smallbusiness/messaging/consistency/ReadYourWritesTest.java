package smallbusiness.messaging.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import smallbusiness.events.sales.OrderCancelled;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.messaging.problem.ProblemException;
import smallbusiness.messaging.token.Aggregate;
import smallbusiness.messaging.token.ConsistencyToken;
import smallbusiness.schemas.EventType;
import smallbusiness.schemas.Topic;

/** Waiting reads, on an in-memory read model. */
class ReadYourWritesTest {

  private static final Aggregate ORDER = new Aggregate(Topic.SALES_ORDER, "42");

  private final Map<Aggregate, Long> readModel = new ConcurrentHashMap<>();
  private final AtomicInteger queries = new AtomicInteger();
  private final ConsistencyProperties properties =
      new ConsistencyProperties(
          Duration.ofMillis(200), Duration.ofSeconds(3), Duration.ofMinutes(1));
  private final PendingReads pendingReads =
      new PendingReads(
          aggregates -> {
            queries.incrementAndGet();
            return Map.copyOf(readModel);
          },
          missing -> Set.of(),
          properties);
  private final ReadYourWrites reads = new ReadYourWrites(pendingReads, properties);
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  @BeforeEach
  void start() {
    pendingReads.start();
  }

  @AfterEach
  void stop() {
    pendingReads.stop();
  }

  @Test
  void a_read_of_a_visible_version_proceeds_at_once() {
    readModel.put(ORDER, 3L);

    assertThat(reads.preHandle(reading(3), response, this)).isTrue();
    assertThat(queries).hasValue(1);
  }

  @Test
  void a_read_of_a_missing_version_fails_after_its_timeout() {
    readModel.put(ORDER, 2L);

    assertThatThrownBy(() -> reads.preHandle(reading(3), response, this))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("504")
        .hasMessageContaining("not-yet-applied");
    assertThat(response.getHeader("Retry-After")).isEqualTo("1");
    assertThat(pendingReads.size()).isZero();
  }

  @Test
  void a_preferred_wait_is_capped_at_the_limit() {
    MockHttpServletRequest patient = reading(3);
    patient.addHeader("Prefer", "return=minimal, wait=100");
    long start = System.nanoTime();

    assertThatThrownBy(() -> reads.preHandle(patient, response, this))
        .isInstanceOf(ProblemException.class);

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(20));
  }

  @Test
  void an_invalid_token_is_a_bad_request() {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
    request.addHeader("Consistency-Token", "nonsense");

    assertThatThrownBy(() -> reads.preHandle(request, response, this))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("400");
  }

  @Test
  void a_thousand_waiting_reads_cost_one_query_when_their_order_moves() throws Exception {
    try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
      MockHttpServletRequest patient = reading(3);
      patient.addHeader("Prefer", "wait=3");
      List<Future<Boolean>> results =
          IntStream.range(0, 1000)
              .mapToObj(
                  n ->
                      readers.submit(
                          () -> reads.preHandle(patient, new MockHttpServletResponse(), this)))
              .toList();
      await().until(() -> queries.get() == 1000);

      readModel.put(ORDER, 3L);
      pendingReads.moved(List.of(ORDER));

      for (Future<Boolean> result : results) {
        assertThat(result.get()).isTrue();
      }
      assertThat(queries.get()).isEqualTo(1001);
    }
  }

  @Test
  void an_event_applied_by_this_replica_ends_a_wait_without_a_query() throws Exception {
    VisibilityNotifier notifier =
        new VisibilityNotifier(new JdbcTemplate(), pendingReads, UUID.randomUUID());
    ReceivedEvent event = cancelled(3);
    try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
      MockHttpServletRequest patient = reading(3);
      patient.addHeader("Prefer", "wait=3");
      Future<Boolean> read = readers.submit(() -> reads.preHandle(patient, response, this));
      await().until(() -> queries.get() == 1);

      notifier.applied(List.of(event));

      assertThat(read.get()).isTrue();
      assertThat(queries).hasValue(1);
    }
  }

  private static ReceivedEvent cancelled(long version) {
    OrderCancelled payload = new OrderCancelled();
    return new ReceivedEvent(
        EventType.of(payload), 0, 1, ORDER.key(), "id", Instant.EPOCH, version, null, payload);
  }

  @Test
  void a_read_of_a_parked_aggregate_fails_long_before_its_timeout() {
    ConsistencyProperties quick =
        new ConsistencyProperties(
            Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMillis(20));
    PendingReads quickReads = new PendingReads(none -> Map.of(), wanted -> Set.of(ORDER), quick);
    quickReads.start();
    try {
      assertThatThrownBy(
              () -> new ReadYourWrites(quickReads, quick).preHandle(reading(3), response, this))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("504")
          .hasMessageContaining("parked");
      assertThat(response.getHeader("Retry-After")).isEqualTo("60");
    } finally {
      quickReads.stop();
    }
  }

  @Test
  void a_lost_notification_is_recovered_even_under_a_constant_stream_of_others() throws Exception {
    ConsistencyProperties quick =
        new ConsistencyProperties(
            Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(50));
    PendingReads busy = new PendingReads(any -> Map.copyOf(readModel), none -> Set.of(), quick);
    Aggregate another = new Aggregate(Topic.SALES_ORDER, "43");
    busy.start();
    AtomicBoolean enough = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> others =
          threads.submit(
              () -> {
                while (!enough.get()) {
                  busy.moved(List.of(another));
                  LockSupport.parkNanos(100_000);
                }
              });
      Future<Boolean> read =
          threads.submit(
              () -> new ReadYourWrites(busy, quick).preHandle(reading(3), response, this));
      await().until(() -> busy.size() == 1);

      readModel.put(ORDER, 3L);

      assertThat(read).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
      enough.set(true);
      assertThat(others).succeedsWithin(Duration.ofSeconds(10));
    } finally {
      busy.stop();
    }
  }

  private static MockHttpServletRequest reading(long version) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/orders/42");
    request.addHeader("Consistency-Token", ConsistencyToken.NONE.with(ORDER, version).toString());
    return request;
  }
}
