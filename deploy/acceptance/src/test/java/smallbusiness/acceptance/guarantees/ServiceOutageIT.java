package smallbusiness.acceptance.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static smallbusiness.acceptance.support.Business.ACCOUNTING;
import static smallbusiness.acceptance.support.Business.QUERY;
import static smallbusiness.acceptance.support.Business.SALES;
import static smallbusiness.acceptance.support.Business.WAREHOUSE;
import static smallbusiness.acceptance.support.Business.newName;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import smallbusiness.acceptance.support.Business;
import smallbusiness.acceptance.support.Convergence;
import smallbusiness.acceptance.support.Http;
import smallbusiness.acceptance.support.SystemUnderTest;
import tools.jackson.databind.JsonNode;

/** While one service is down, the others keep working, and later it catches up. */
@Order(8)
class ServiceOutageIT {

  private final long item = Business.item(newName("Patience"), 10);

  @AfterEach
  void resume() throws IOException, InterruptedException {
    SystemUnderTest.run().resumeLauncher();
  }

  @Test
  void orders_wait_for_warehouse_and_continue_by_themselves() throws Exception {
    keepDown("warehouse");
    long paid = Business.order(item);
    long unpaid = Business.order(item);
    long cancelled = Business.order(item);
    Business.pay(paid, "10.00");
    assertThat(SALES.post("/sales/orders/" + cancelled + "/cancellation", "").status())
        .isEqualTo(200);

    // The waiting time is visible and grows; the orders do not change in Sales or the read model.
    eventually(() -> assertThat(oldestPlaced()).isGreaterThan(1));
    assertThat(statusIn(SALES, "/sales/orders/" + paid)).isEqualTo("PLACED");
    eventually(
        () -> {
          JsonNode shown = order(paid);
          assertThat(shown.path("status").asString()).isEqualTo("PLACED");
          assertThat(shown.path("payment_state").asString()).isEqualTo("PREPAID");
          assertThat(shown.path("reservation").isNull()).isTrue();
        });
    SystemUnderTest.run().resumeLauncher();

    awaitOrder(paid, "SHIPPED", "PAID");
    awaitOrder(unpaid, "CONFIRMED", "UNPAID");
    awaitOrder(cancelled, "CANCELLED", "NOT_DUE");
    awaitStock(9, 1);
    assertThat(oldestPlaced()).isZero();
    Convergence.awaitAll();
  }

  @Test
  void orders_are_shipped_while_sales_is_down_and_sales_catches_up() throws Exception {
    long paid = Business.order(item);
    long unpaid = Business.order(item);
    awaitOrder(paid, "CONFIRMED", "UNPAID");
    awaitOrder(unpaid, "CONFIRMED", "UNPAID");
    keepDown("sales");

    Business.pay(paid, "10.00");

    eventually(
        () ->
            assertThat(statusIn(WAREHOUSE, "/warehouse/reservations/" + paid))
                .isEqualTo("SHIPPED"));
    awaitOrder(paid, "CONFIRMED", "PAID");
    awaitStock(9, 1);
    SystemUnderTest.run().resumeLauncher();

    awaitOrder(paid, "SHIPPED", "PAID");
    awaitOrder(unpaid, "CONFIRMED", "UNPAID");
    long next = Business.order(item);
    awaitOrder(next, "CONFIRMED", "UNPAID");
    Convergence.awaitAll();
  }

  @Test
  void orders_are_confirmed_while_accounting_is_down_and_invoiced_afterwards() throws Exception {
    keepDown("accounting");

    long kept = Business.order(item);
    long cancelled = Business.order(item);
    awaitOrder(kept, "CONFIRMED", "NOT_DUE");
    awaitOrder(cancelled, "CONFIRMED", "NOT_DUE");
    assertThat(SALES.delete("/sales/orders/" + cancelled).status()).isEqualTo(204);
    awaitOrder(cancelled, "CANCELLED", "NOT_DUE");
    awaitStock(10, 1);
    SystemUnderTest.run().resumeLauncher();

    awaitOrder(kept, "CONFIRMED", "UNPAID");
    eventually(
        () ->
            assertThat(order(cancelled).path("invoice").path("state").asString())
                .isEqualTo("VOID"));
    Business.pay(kept, "10.00");
    awaitOrder(kept, "SHIPPED", "PAID");
    Convergence.awaitAll();
  }

  @Test
  void the_systems_keep_working_while_query_api_is_down() throws Exception {
    long before = Business.order(item);
    keepDown("query-api");

    long placed = Business.order(item);
    Business.pay(placed, "10.00");
    Business.pay(before, "4.00");

    eventually(() -> assertThat(statusIn(SALES, "/sales/orders/" + placed)).isEqualTo("SHIPPED"));
    eventually(
        () ->
            assertThat(
                    ACCOUNTING
                        .get("/accounting/invoices/" + before)
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo("PART_PAID"));
    SystemUnderTest.run().resumeLauncher();

    awaitOrder(placed, "SHIPPED", "PAID");
    awaitOrder(before, "CONFIRMED", "PART_PAID");
    awaitStock(9, 1);
    Convergence.awaitAll();
  }

  /** Kills a service and waits until it refuses connections. */
  private static void keepDown(String service) throws IOException, InterruptedException {
    SystemUnderTest.run().keepDown(service);
    await(service + " is down").until(() -> refuses(Http.of(service)));
  }

  private static boolean refuses(Http service) {
    try {
      service.get("/actuator/health/liveness");
      return false;
    } catch (UncheckedIOException connectionRefused) {
      return true;
    }
  }

  /** In seconds. */
  private static double oldestPlaced() {
    return SALES.metric("sales.orders.oldest.placed");
  }

  private static JsonNode order(long id) {
    return QUERY.get("/api/v1/orders/" + id).body();
  }

  private static String statusIn(Http owner, String path) {
    return owner.get(path).body().path("status").asString("");
  }

  private static void awaitOrder(long id, String status, String paymentState) {
    eventually(
        () -> {
          JsonNode shown = order(id);
          assertThat(shown.path("status").asString("")).isEqualTo(status);
          assertThat(shown.path("payment_state").asString("")).isEqualTo(paymentState);
        });
  }

  private void awaitStock(long quantity, long reserved) {
    eventually(
        () -> {
          JsonNode shown = QUERY.get("/api/v1/items/" + item).body();
          assertThat(shown.path("quantity").asLong(-1)).isEqualTo(quantity);
          assertThat(shown.path("reserved").asLong(-1)).isEqualTo(reserved);
        });
  }

  /** Waits for the assertion; a service that is starting refuses connections. */
  private static void eventually(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .ignoreException(UncheckedIOException.class)
        .untilAsserted(assertion);
  }
}
