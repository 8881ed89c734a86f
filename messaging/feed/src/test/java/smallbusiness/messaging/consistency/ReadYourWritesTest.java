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

/** The waiting read itself, on a read model in memory. */
class ReadYourWritesTest {

  private static final Aggregate ORDER = new Aggregate(Topic.SALES_ORDER, "42");

  private final Map<Aggregate, Long> readModel = new ConcurrentHashMap<>();
  private final AtomicInteger questions = new AtomicInteger();
  private final ConsistencyProperties properties =
      new ConsistencyProperties(
          Duration.ofMillis(200), Duration.ofSeconds(3), Duration.ofMinutes(1));
  private final WaitingRoom room =
      new WaitingRoom(
          aggregates -> {
            questions.incrementAndGet();
            return Map.copyOf(readModel);
          },
          missing -> Set.of(),
          properties);
  private final ReadYourWrites reads = new ReadYourWrites(room, properties);
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  @BeforeEach
  void open() {
    room.start();
  }

  @AfterEach
  void close() {
    room.stop();
  }

  @Test
  void a_read_of_what_is_there_goes_on_at_once() {
    readModel.put(ORDER, 3L);

    assertThat(reads.preHandle(reading(3), response, this)).isTrue();
    assertThat(questions).hasValue(1);
  }

  @Test
  void a_read_of_what_is_missing_is_refused_when_its_time_is_over() {
    readModel.put(ORDER, 2L);

    assertThatThrownBy(() -> reads.preHandle(reading(3), response, this))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("504")
        .hasMessageContaining("not-yet-applied");
    assertThat(response.getHeader("Retry-After")).isEqualTo("1");
    assertThat(room.size()).isZero();
  }

  @Test
  void a_preferred_wait_counts_up_to_the_limit() {
    MockHttpServletRequest patient = reading(3);
    patient.addHeader("Prefer", "return=minimal, wait=100");
    long start = System.nanoTime();

    assertThatThrownBy(() -> reads.preHandle(patient, response, this))
        .isInstanceOf(ProblemException.class);

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(20));
  }

  @Test
  void a_token_of_nobody_is_the_clients_fault() {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
    request.addHeader("Consistency-Token", "nonsense");

    assertThatThrownBy(() -> reads.preHandle(request, response, this))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("400");
  }

  @Test
  void a_thousand_waiting_reads_cost_one_question_when_their_order_moves() throws Exception {
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
      await().until(() -> questions.get() == 1000);

      readModel.put(ORDER, 3L);
      room.moved(List.of(ORDER));

      for (Future<Boolean> result : results) {
        assertThat(result.get()).isTrue();
      }
      assertThat(questions.get()).isEqualTo(1001);
    }
  }

  @Test
  void what_a_feed_of_this_replica_makes_visible_ends_a_wait_without_a_question() throws Exception {
    Announcer announcer =
        new Announcer(new JdbcTemplate(), room, UUID.randomUUID(), Set.of("orders"));
    ReceivedEvent event = cancelled(3);
    try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
      MockHttpServletRequest patient = reading(3);
      patient.addHeader("Prefer", "wait=3");
      Future<Boolean> read = readers.submit(() -> reads.preHandle(patient, response, this));
      await().until(() -> questions.get() == 1);

      announcer.applied("journal", List.of(event));
      assertThat(room.size()).isOne();
      announcer.applied("orders", List.of(event));

      assertThat(read.get()).isTrue();
      assertThat(questions).hasValue(1);
    }
  }

  private static ReceivedEvent cancelled(long version) {
    OrderCancelled payload = new OrderCancelled();
    return new ReceivedEvent(
        EventType.of(payload), 0, 1, ORDER.key(), "id", Instant.EPOCH, version, null, payload);
  }

  @Test
  void a_read_of_what_is_parked_is_refused_long_before_its_time_is_over() {
    ConsistencyProperties quick =
        new ConsistencyProperties(
            Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMillis(20));
    WaitingRoom attentive = new WaitingRoom(none -> Map.of(), wanted -> Set.of(ORDER), quick);
    attentive.start();
    try {
      assertThatThrownBy(
              () -> new ReadYourWrites(attentive, quick).preHandle(reading(3), response, this))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("504")
          .hasMessageContaining("parked");
      assertThat(response.getHeader("Retry-After")).isEqualTo("60");
    } finally {
      attentive.stop();
    }
  }

  @Test
  void a_lost_notice_is_made_up_for_also_while_other_news_never_end() throws Exception {
    ConsistencyProperties quick =
        new ConsistencyProperties(
            Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(50));
    WaitingRoom busy = new WaitingRoom(any -> Map.copyOf(readModel), none -> Set.of(), quick);
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
