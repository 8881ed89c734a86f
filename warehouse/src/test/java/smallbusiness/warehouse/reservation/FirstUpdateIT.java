package smallbusiness.warehouse.reservation;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import smallbusiness.warehouse.Http;
import smallbusiness.warehouse.WarehouseTest;

/** An order and its payment arrive on two topics; either may be first, or both at once. */
@WarehouseTest
class FirstUpdateIT {

  private static final AtomicLong ORDERS = new AtomicLong(1_000_000);

  @Autowired Http http;
  @Autowired Reserving reserving;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_second_transaction_waits_for_the_first_and_sees_its_changes(boolean paymentFirst)
      throws Exception {
    long item = http.addItem(5);
    long order = ORDERS.incrementAndGet();
    OrderUpdate placed = new OrderUpdate.Placed(order, List.of(new Line(item, 2)));
    OrderUpdate paid = new OrderUpdate.Paid(order, 1, true);
    List<OrderUpdate> updates = paymentFirst ? List.of(paid, placed) : List.of(placed, paid);

    try (var threads = Executors.newSingleThreadExecutor()) {
      Future<?> second =
          transaction.execute(
              first -> {
                reserving.apply(updates.subList(0, 1));
                Future<?> waiting =
                    threads.submit(
                        () ->
                            transaction.executeWithoutResult(
                                tx -> reserving.apply(updates.subList(1, 2))));
                await().until(this::aTransactionWaits);
                return waiting;
              });

      second.get();
    }

    http.get("/warehouse/reservations/" + order)
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo("SHIPPED")
        .jsonPath("$.version")
        .isEqualTo(2);
    http.get("/warehouse/items/" + item).expectBody().jsonPath("$.quantity").isEqualTo(3);
  }

  private boolean aTransactionWaits() {
    return jdbc.sql("SELECT count(*) FROM pg_locks WHERE NOT granted").query(Long.class).single()
        > 0;
  }
}
