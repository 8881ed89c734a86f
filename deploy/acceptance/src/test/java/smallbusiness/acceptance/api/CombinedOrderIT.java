package smallbusiness.acceptance.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static smallbusiness.acceptance.support.Business.QUERY;
import static smallbusiness.acceptance.support.Business.SALES;
import static smallbusiness.acceptance.support.Business.newName;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import smallbusiness.acceptance.support.Business;
import smallbusiness.acceptance.support.Http;
import tools.jackson.databind.JsonNode;

/** One response combines the data of all three systems. */
@Order(1)
class CombinedOrderIT {

  @Test
  void an_order_shows_its_items_its_customer_and_its_payment() {
    String name = newName("Oak table");
    long item = Business.item(name, 10);
    SALES.put(
        "/sales/customers/7",
        "{\"name\": \"Café Morgenrot\", \"email\": \"cafe@morgenrot.example\", \"country\": \"Germany\"}");
    long order = Business.order(2, new long[] {item});
    long payment = Business.pay(order, "5.50");

    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(
            () -> {
              JsonNode shown = QUERY.get("/api/v1/orders/" + order).body();
              assertThat(shown.path("transactions").size()).isEqualTo(1);
              assertThat(shown.path("customer_name").asString()).isEqualTo("Café Morgenrot");
              assertThat(shown.path("lines").path(0).path("name").asString()).isEqualTo(name);
            });
    JsonNode shown = QUERY.get("/api/v1/orders/" + order).body();
    JsonNode line = shown.path("lines").path(0);
    assertThat(line.path("country_of_origin").asString()).isEqualTo("Portugal");
    assertThat(line.path("quantity").asLong()).isEqualTo(2);
    assertThat(shown.path("total").decimalValue()).isEqualTo(new BigDecimal("20.00"));
    assertThat(shown.path("paid").decimalValue()).isEqualTo(new BigDecimal("5.50"));
    assertThat(shown.path("transactions").path(0).path("id").asLong()).isEqualTo(payment);
  }

  @Test
  void an_order_with_enough_stock_is_confirmed_and_shipped_when_paid_in_full() {
    long item = Business.item(newName("Lamp"), 3);
    long order = Business.order(item);
    awaitOrder(order, "CONFIRMED", "UNPAID");

    Business.pay(order, "4.00");
    awaitOrder(order, "CONFIRMED", "PART_PAID");
    Business.pay(order, "6.00");

    awaitOrder(order, "SHIPPED", "PAID");
    await()
        .untilAsserted(
            () -> {
              JsonNode shown = QUERY.get("/api/v1/items/" + item).body();
              assertThat(shown.path("quantity").asLong()).isEqualTo(2);
              assertThat(shown.path("reserved").asLong()).isZero();
              assertThat(shown.path("sold").asLong()).isEqualTo(1);
            });
  }

  @Test
  void an_order_without_enough_stock_is_rejected_with_the_reason() {
    long item = Business.item(newName("Rare vase"), 1);

    long order = Business.order(2, new long[] {item});

    awaitOrder(order, "REJECTED", "NOT_DUE");
    JsonNode shortage = QUERY.get("/api/v1/orders/" + order).body().path("shortages").path(0);
    assertThat(shortage.path("item_id").asLong()).isEqualTo(item);
    assertThat(shortage.path("wanted").asLong()).isEqualTo(2);
    assertThat(shortage.path("available").asLong()).isEqualTo(1);
  }

  @Test
  void cancelling_a_partly_paid_order_releases_the_stock_and_leaves_a_refund_due() {
    long item = Business.item(newName("Chair"), 5);
    long order = Business.order(item);
    awaitOrder(order, "CONFIRMED", "UNPAID");
    Business.pay(order, "1.00");
    awaitOrder(order, "CONFIRMED", "PART_PAID");

    Http.Answer cancelled = SALES.post("/sales/orders/" + order + "/cancellation", "");

    assertThat(cancelled.status()).isEqualTo(200);
    awaitOrder(order, "CANCELLED", "REFUND_DUE");
    await()
        .untilAsserted(
            () ->
                assertThat(QUERY.get("/api/v1/items/" + item).body().path("available").asLong())
                    .isEqualTo(5));
  }

  private static void awaitOrder(long order, String status, String paymentState) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () -> {
              JsonNode shown = QUERY.get("/api/v1/orders/" + order).body();
              assertThat(shown.path("status").asString("")).isEqualTo(status);
              assertThat(shown.path("payment_state").asString("")).isEqualTo(paymentState);
            });
  }
}
