package smallbusiness.warehouse.reservation;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static smallbusiness.messaging.testing.ServiceClient.problem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import smallbusiness.events.warehouse.OrderShipped;
import smallbusiness.events.warehouse.ReservationReleased;
import smallbusiness.events.warehouse.StockReserved;
import smallbusiness.events.warehouse.StockShort;
import smallbusiness.messaging.testing.TestPublisher;
import smallbusiness.schemas.Topic;
import smallbusiness.warehouse.Http;
import smallbusiness.warehouse.PublishedEvents;
import smallbusiness.warehouse.WarehouseTest;

/** Reservations from the events of Sales and Accounting, over real parts. */
@WarehouseTest
class ReservationsIT {

  private static final AtomicLong ORDERS = new AtomicLong();

  @Autowired Http http;
  @Autowired PublishedEvents published;
  @Autowired Reserving reserving;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;
  @Autowired TestPublisher others;

  @Test
  void a_placed_order_is_reserved_and_a_paid_one_shipped() {
    long item = http.addItem(10);
    long order = ORDERS.incrementAndGet();

    others.publish(Sales.placed(order, item, 4));
    awaitStatus(order, "HELD");
    http.get("/warehouse/items/" + item)
        .expectBody()
        .jsonPath("$.quantity")
        .isEqualTo(10)
        .jsonPath("$.reserved")
        .isEqualTo(4)
        .jsonPath("$.available")
        .isEqualTo(6);
    problem(http.delete("/warehouse/items/" + item), 409, "item-in-use");
    problem(
            http.put("/warehouse/items/" + item, "{\"quantity\": 3}"),
            409,
            "quantity-below-reserved")
        .jsonPath("$.errors[0].field")
        .isEqualTo("quantity");

    others.publish(Sales.paid(order), Sales.paid(order));
    awaitStatus(order, "SHIPPED");
    http.get("/warehouse/items/" + item)
        .expectBody()
        .jsonPath("$.quantity")
        .isEqualTo(6)
        .jsonPath("$.reserved")
        .isEqualTo(0);
    assertThat(published.await(Topic.WAREHOUSE_RESERVATION, order, 2))
        .hasExactlyElementsOfTypes(StockReserved.class, OrderShipped.class);
    assertThat(published.await(Topic.WAREHOUSE_ITEM, item, 3)).hasSize(3);
  }

  @Test
  void a_short_order_shows_what_was_available() {
    long item = http.addItem(3);
    long order = ORDERS.incrementAndGet();

    others.publish(Sales.placed(order, item, 4));

    awaitStatus(order, "SHORT");
    http.get("/warehouse/reservations/" + order)
        .expectBody()
        .jsonPath("$.lines[0].item_id")
        .isEqualTo(item)
        .jsonPath("$.lines[0].available")
        .isEqualTo(3);
    assertThat(published.await(Topic.WAREHOUSE_RESERVATION, order, 1))
        .hasExactlyElementsOfTypes(StockShort.class);
  }

  @Test
  void a_cancelled_order_releases_its_stock_for_the_next() {
    long item = http.addItem(4);
    long first = ORDERS.incrementAndGet();
    long second = ORDERS.incrementAndGet();

    others.publish(Sales.placed(first, item, 4), Sales.cancelled(first, item, 4));
    awaitStatus(first, "RELEASED");
    others.publish(Sales.placed(second, item, 4), Sales.paid(first));

    awaitStatus(second, "HELD");
    assertThat(published.await(Topic.WAREHOUSE_RESERVATION, first, 2))
        .hasExactlyElementsOfTypes(StockReserved.class, ReservationReleased.class);
  }

  @Test
  void repeated_and_reordered_events_lead_to_the_same_result() {
    long item = http.addItem(10);
    long paidFirst = ORDERS.incrementAndGet();
    long cancelledFirst = ORDERS.incrementAndGet();

    others.publish(
        Sales.paid(paidFirst),
        Sales.cancelled(cancelledFirst, item, 2),
        Sales.paid(cancelledFirst));
    awaitStatus(cancelledFirst, "RELEASED");
    problem(http.get("/warehouse/reservations/" + paidFirst), 404, "unknown-reservation");
    others.publish(
        Sales.placed(paidFirst, item, 3),
        Sales.placed(cancelledFirst, item, 2),
        Sales.placed(paidFirst, item, 3),
        Sales.cancelled(paidFirst, item, 3));

    awaitStatus(paidFirst, "SHIPPED");
    awaitStatus(cancelledFirst, "RELEASED");
    http.get("/warehouse/items/" + item)
        .expectBody()
        .jsonPath("$.quantity")
        .isEqualTo(7)
        .jsonPath("$.reserved")
        .isEqualTo(0);
  }

  @Test
  void two_hundred_concurrent_orders_get_exactly_the_available_stock() throws Exception {
    List<Long> scarce = List.of(http.addItem(50), http.addItem(60), http.addItem(70));
    Random random = new Random(7);
    List<Callable<Boolean>> orders = new ArrayList<>();
    List<Long> ids = LongStream.range(0, 200).mapToObj(i -> ORDERS.incrementAndGet()).toList();
    for (long id : ids) {
      List<Long> shuffled = new ArrayList<>(scarce);
      Collections.shuffle(shuffled, random);
      OrderUpdate update =
          new OrderUpdate.Placed(id, shuffled.stream().map(item -> new Line(item, 1)).toList());
      orders.add(
          () -> {
            transaction.executeWithoutResult(tx -> reserving.apply(List.of(update)));
            return true;
          });
    }

    try (var threads = Executors.newFixedThreadPool(16)) {
      List<Future<Boolean>> taken = threads.invokeAll(orders, 120, SECONDS);
      assertThat(taken).allMatch(result -> result.state() == Future.State.SUCCESS);
    }

    assertThat(count("HELD", ids)).isEqualTo(50);
    assertThat(count("SHORT", ids)).isEqualTo(150);
    assertThat(scarce.stream().map(this::reserved).toList()).containsExactly(50L, 50L, 50L);
    others.publish(ids.stream().map(Sales::paid).toList());
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(count("SHIPPED", ids)).isEqualTo(50));
    assertThat(scarce.stream().map(this::quantity).toList()).containsExactly(0L, 10L, 20L);
  }

  @Test
  void reserved_stock_is_always_the_sum_of_held_reservations() {
    assertThat(
            jdbc.sql(
                    """
                    SELECT count(*) FROM item WHERE reserved <> (
                        SELECT coalesce(sum(l.quantity), 0) FROM reservation_line l
                        JOIN reservation r USING (order_id)
                        WHERE l.item_id = item.id AND r.status = 'HELD')
                    """)
                .query(Long.class)
                .single())
        .isZero();
  }

  private void awaitStatus(long order, String status) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                http.get("/warehouse/reservations/" + order)
                    .expectBody()
                    .jsonPath("$.status")
                    .isEqualTo(status));
  }

  private long count(String status, List<Long> orders) {
    return jdbc.sql(
            "SELECT count(*) FROM reservation WHERE status = :status AND order_id IN (:ids)")
        .param("status", status)
        .param("ids", orders)
        .query(Long.class)
        .single();
  }

  private long reserved(long item) {
    return jdbc.sql("SELECT reserved FROM item WHERE id = ?")
        .param(item)
        .query(Long.class)
        .single();
  }

  private long quantity(long item) {
    return jdbc.sql("SELECT quantity FROM item WHERE id = ?")
        .param(item)
        .query(Long.class)
        .single();
  }
}
