package smallbusiness.sales.order;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.http.HttpStatus.NO_CONTENT;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;
import static smallbusiness.sales.WarehouseActor.SHIPPED_AT;
import static smallbusiness.sales.WarehouseActor.released;
import static smallbusiness.sales.WarehouseActor.reserved;
import static smallbusiness.sales.WarehouseActor.shipped;
import static smallbusiness.sales.WarehouseActor.shortOf;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatusCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import smallbusiness.events.sales.OrderCancelled;
import smallbusiness.events.sales.OrderConfirmed;
import smallbusiness.events.sales.OrderPlaced;
import smallbusiness.events.sales.OrderRejected;
import smallbusiness.events.sales.OrderShipped;
import smallbusiness.messaging.NotFoundException;
import smallbusiness.sales.DeliveryCounter;
import smallbusiness.sales.PublishedEvents;
import smallbusiness.sales.SalesClient;
import smallbusiness.sales.SalesTest;
import smallbusiness.sales.WarehouseActor;
import smallbusiness.schemas.Topic;

/** Orders that follow Warehouse's events over Kafka, and the events that Sales publishes. */
@SalesTest
class OrderLifeIT {

  @Autowired SalesClient sales;
  @Autowired WarehouseActor warehouse;
  @Autowired PublishedEvents published;
  @Autowired DeliveryCounter deliveries;
  @Autowired Ordering ordering;
  @Autowired MeterRegistry meters;
  @Autowired TransactionOperations transaction;
  @Autowired EntityManager entities;
  @Autowired JdbcClient jdbc;

  @Test
  void an_order_is_confirmed_when_reserved_and_shipped_when_warehouse_ships_it() {
    long id = place();

    warehouse.publish(reserved(id));
    awaitStatus(id, Status.CONFIRMED);
    warehouse.publish(shipped(id));
    awaitStatus(id, Status.SHIPPED);

    sales
        .get("/sales/orders/" + id)
        .exchange()
        .expectBody()
        .jsonPath("$.shipped_at")
        .isEqualTo(SHIPPED_AT.toString())
        .jsonPath("$.version")
        .isEqualTo(3);
    awaitPublished(id, OrderPlaced.class, OrderConfirmed.class, OrderShipped.class);
  }

  @Test
  void an_order_that_cannot_be_reserved_is_rejected_with_its_shortages() {
    long id = place();

    warehouse.publish(shortOf(id, 1, 2, 1));
    awaitStatus(id, Status.REJECTED);

    sales
        .get("/sales/orders/" + id)
        .exchange()
        .expectBody()
        .jsonPath("$.rejection.length()")
        .isEqualTo(1)
        .jsonPath("$.rejection[0].item_id")
        .isEqualTo(1)
        .jsonPath("$.rejection[0].wanted")
        .isEqualTo(2)
        .jsonPath("$.rejection[0].available")
        .isEqualTo(1);
    sales
        .get("/sales/orders?limit=1&after=" + (id - 1))
        .exchange()
        .expectBody()
        .jsonPath("$[0].rejection.length()")
        .isEqualTo(1);
    awaitPublished(id, OrderPlaced.class, OrderRejected.class);
  }

  @Test
  void a_rejected_or_shipped_order_cannot_be_cancelled_over_http() {
    long rejected = place();
    long gone = place();
    warehouse.publish(shortOf(rejected, 1, 2, 1), reserved(gone), shipped(gone));
    awaitStatus(rejected, Status.REJECTED);
    awaitStatus(gone, Status.SHIPPED);

    for (long id : List.of(rejected, gone)) {
      sales
          .delete("/sales/orders/" + id)
          .exchange()
          .expectStatus()
          .isEqualTo(409)
          .expectBody()
          .jsonPath("$.type")
          .isEqualTo("urn:problem:order-closed");
      sales
          .http()
          .post()
          .uri("/sales/orders/" + id + "/cancellation")
          .exchange()
          .expectStatus()
          .isEqualTo(409);
    }
  }

  @Test
  void a_reservation_that_arrives_after_the_cancellation_changes_nothing() {
    long id = place();
    long marker = place();
    ordering.cancel(id, version -> {});

    warehouse.publish(reserved(id), released(id), reserved(marker));
    awaitStatus(marker, Status.CONFIRMED);
    awaitPublished(id, OrderPlaced.class, OrderCancelled.class);

    assertThat(ordering.find(id).status()).isEqualTo(Status.CANCELLED);
    assertThat(ordering.find(id).version()).isEqualTo(2);
  }

  /** Simulates a delayed commit, which is in the write-ahead log before it is visible. */
  @Test
  void an_answer_that_arrives_before_the_order_is_visible_is_retried() {
    long id = answeredBeforeItsCommit(placing -> await().until(() -> deliveries.of(placing) > 5));

    awaitStatus(id, Status.CONFIRMED);
    assertThat(isParked(id)).isFalse();
  }

  /** The statement fails first, then its rollback: both failures are transient. */
  @Test
  void an_answer_whose_connection_is_lost_repeatedly_is_not_parked() {
    long id = place();
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql("SELECT id FROM sales_order WHERE id = ? FOR UPDATE")
              .param(id)
              .query()
              .singleRow();
          warehouse.publish(reserved(id));
          for (int loss = 0; loss < 5; loss++) {
            await().until(this::cutOffTheWaitingTransaction);
          }
        });

    awaitStatus(id, Status.CONFIRMED);
    assertThat(isParked(id)).isFalse();
  }

  @Test
  void a_command_whose_connection_is_lost_is_answered_with_503() {
    long id = place();
    try (var elsewhere = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpStatusCode> answer =
          requireNonNull(
              transaction.execute(
                  status -> {
                    jdbc.sql("SELECT id FROM sales_order WHERE id = ? FOR UPDATE")
                        .param(id)
                        .query()
                        .singleRow();
                    Future<HttpStatusCode> cancelled = elsewhere.submit(() -> cancel(id));
                    await().until(this::cutOffTheWaitingTransaction);
                    return cancelled;
                  }));

      assertThat(answer).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(SERVICE_UNAVAILABLE);
    }
    assertThat(cancel(id)).isEqualTo(NO_CONTENT);
  }

  @Test
  void an_answer_for_an_unknown_order_is_parked_and_creates_no_order() {
    long never = 8_000_000_000L;
    long marker = place();

    warehouse.publish(reserved(never), reserved(marker));

    awaitStatus(marker, Status.CONFIRMED);
    await().until(() -> isParked(never));
    assertThatThrownBy(() -> ordering.find(never)).isInstanceOf(NotFoundException.class);
    jdbc.sql("DELETE FROM messaging.parked WHERE key = ?").param(Long.toString(never)).update();
  }

  @Test
  void an_order_cancelled_while_it_was_shipped_is_shipped() {
    long id = place();
    warehouse.publish(reserved(id));
    awaitStatus(id, Status.CONFIRMED);
    ordering.cancel(id, version -> {});

    warehouse.publish(shipped(id));

    awaitStatus(id, Status.SHIPPED);
    awaitPublished(
        id, OrderPlaced.class, OrderConfirmed.class, OrderCancelled.class, OrderShipped.class);
  }

  @Test
  void a_hundred_and_fifty_orders_end_correctly_despite_repeated_events() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Long> orders = IntStream.range(0, 150).mapToObj(i -> place()).toList();
    List<SpecificRecord> events = new ArrayList<>();
    for (long id : orders) {
      events.addAll(again(random, id % 3 == 0 ? List.of(shortOf(id, 1, 2, 0)) : life(id)));
    }
    List<List<SpecificRecord>> replays = List.of(events, events, interleaved(random, events));

    replays.forEach(warehouse::publish);
    long marker = place();
    warehouse.publish(reserved(marker));

    awaitStatus(marker, Status.CONFIRMED);
    for (long id : orders) {
      boolean rejected = id % 3 == 0;
      awaitStatus(id, rejected ? Status.REJECTED : Status.SHIPPED);
      awaitPublished(
          id,
          rejected
              ? new Class<?>[] {OrderPlaced.class, OrderRejected.class}
              : new Class<?>[] {OrderPlaced.class, OrderConfirmed.class, OrderShipped.class});
      assertThat(published.versionsOf(Topic.SALES_ORDER, id))
          .as("order %d, seed %d", id, seed)
          .isEqualTo(rejected ? List.of(1L, 2L) : List.of(1L, 2L, 3L));
    }
  }

  @Test
  void a_shipment_wins_over_a_concurrent_cancellation() {
    List<Long> orders = IntStream.range(0, 50).mapToObj(i -> place()).toList();
    warehouse.publish(orders.stream().map(WarehouseActor::reserved).toList());
    orders.forEach(id -> awaitStatus(id, Status.CONFIRMED));

    List<Future<?>> cancellations = new ArrayList<>();
    try (var elsewhere = Executors.newFixedThreadPool(4)) {
      for (long id : orders) {
        cancellations.add(
            elsewhere.submit(
                () -> sales.delete("/sales/orders/" + id).exchange().expectBody().returnResult()));
      }
      warehouse.publish(orders.stream().map(WarehouseActor::shipped).toList());
    }

    assertThat(cancellations)
        .allSatisfy(cancellation -> assertThat(cancellation).succeedsWithin(Duration.ZERO));
    for (long id : orders) {
      awaitStatus(id, Status.SHIPPED);
      long version = ordering.find(id).version();
      await()
          .untilAsserted(
              () ->
                  assertThat(published.versionsOf(Topic.SALES_ORDER, id))
                      .isEqualTo(version == 3 ? List.of(1L, 2L, 3L) : List.of(1L, 2L, 3L, 4L)));
    }
  }

  @Test
  void orders_that_wait_for_warehouse_show_in_the_metrics() {
    place();

    assertThat(meters.get("sales.orders.open").tag("status", "PLACED").gauge().value())
        .isPositive();
    assertThat(meters.get("sales.orders.oldest.placed").timeGauge().value()).isPositive();
  }

  /** An order that Warehouse answers before it is committed; then the action runs. */
  private long answeredBeforeItsCommit(LongConsumer meanwhile) {
    return requireNonNull(
        transaction.execute(
            status -> {
              long placing = place();
              entities.flush();
              warehouse.publish(reserved(placing));
              meanwhile.accept(placing);
              return placing;
            }));
  }

  private HttpStatusCode cancel(long id) {
    return sales.delete("/sales/orders/" + id).exchange().expectBody().returnResult().getStatus();
  }

  private boolean cutOffTheWaitingTransaction() {
    return isAny(
        """
        SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) > 0 FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'
          AND query LIKE '%sales_order%'
        """,
        List.of());
  }

  private boolean isParked(long order) {
    return isAny(
        "SELECT EXISTS (SELECT FROM messaging.parked WHERE key = ?)",
        List.of(Long.toString(order)));
  }

  private boolean isAny(String sql, List<?> parameters) {
    return jdbc.sql(sql).params(parameters).query(Boolean.class).single();
  }

  /** Polls often: most conditions are met already. */
  private static ConditionFactory await() {
    return Awaitility.await().pollInterval(Duration.ofMillis(10)).atMost(Duration.ofSeconds(30));
  }

  private static List<SpecificRecord> life(long id) {
    return List.of(reserved(id), shipped(id));
  }

  /** Each event one to three times, in order. */
  private static List<SpecificRecord> again(Random random, List<? extends SpecificRecord> events) {
    List<SpecificRecord> repeated = new ArrayList<>();
    events.forEach(event -> repeated.addAll(Collections.nCopies(1 + random.nextInt(3), event)));
    return repeated;
  }

  /** All of them in any order: repeated events must have no effect. */
  private static List<SpecificRecord> interleaved(Random random, List<SpecificRecord> events) {
    List<SpecificRecord> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  private long place() {
    Line line = OrderFixture.line(1, "2.50", 2);
    return ordering.place(7, new Lines(List.of(line)), null).id();
  }

  private void awaitStatus(long id, Status status) {
    await().untilAsserted(() -> assertThat(ordering.find(id).status()).isEqualTo(status));
  }

  private void awaitPublished(long id, Class<?>... types) {
    await()
        .untilAsserted(
            () ->
                assertThat(published.of(Topic.SALES_ORDER, id))
                    .extracting(event -> (Object) event.getClass())
                    .containsExactly((Object[]) types));
  }
}
