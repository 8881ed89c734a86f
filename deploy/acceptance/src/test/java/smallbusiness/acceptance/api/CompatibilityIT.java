package smallbusiness.acceptance.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static smallbusiness.acceptance.support.Business.ACCOUNTING;
import static smallbusiness.acceptance.support.Business.SALES;
import static smallbusiness.acceptance.support.Business.WAREHOUSE;
import static smallbusiness.acceptance.support.Business.newName;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import smallbusiness.acceptance.support.Business;
import smallbusiness.acceptance.support.Http;
import tools.jackson.databind.JsonNode;

/** Clients of the three systems' original APIs keep working. */
@Order(2)
class CompatibilityIT {

  @Test
  void items_can_be_created_listed_read_changed_and_deleted() {
    String name = newName("Kettle");
    Http.Answer created =
        WAREHOUSE.post(
            "/warehouse/items",
            """
            {"name": "%s", "description": "0.9 l", "country_of_origin": "Turkey",
             "price": 98.00, "quantity": 4}"""
                .formatted(name));
    String path = "/warehouse/items/" + created.id();

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Location")).endsWith(path);
    assertThat(created.body().path("name").asString()).isEqualTo(name);
    assertThat(contains(WAREHOUSE.all("/warehouse/items"), created.id())).isTrue();

    Http.Answer changed = WAREHOUSE.put(path, "{\"price\": 89.50}");
    assertThat(changed.status()).isEqualTo(200);
    JsonNode read = WAREHOUSE.get(path).body();
    assertThat(read.path("price").decimalValue()).isEqualTo(new BigDecimal("89.50"));
    assertThat(read.path("description").asString()).isEqualTo("0.9 l");
    assertThat(read.path("quantity").asLong()).isEqualTo(4);

    assertThat(WAREHOUSE.delete(path).status()).isEqualTo(204);
    assertThat(WAREHOUSE.get(path).status()).isEqualTo(404);
    assertThat(contains(WAREHOUSE.all("/warehouse/items"), created.id())).isFalse();
  }

  @Test
  void orders_can_be_created_listed_read_changed_and_deleted() {
    long item = Business.item(newName("Mug"), 50);
    Http.Answer created =
        SALES.post(
            "/sales/orders",
            "{\"customer_id\": 3, \"items\": [{\"id\": %d, \"price\": 12.50, \"quantity\": 4}]}"
                .formatted(item));
    String path = "/sales/orders/" + created.id();

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Location")).endsWith(path);
    JsonNode line = SALES.get(path).body().path("items").path(0);
    assertThat(line.path("id").asLong()).isEqualTo(item);
    assertThat(line.path("price").decimalValue()).isEqualTo(new BigDecimal("12.50"));
    assertThat(line.path("quantity").asLong()).isEqualTo(4);
    assertThat(contains(SALES.all("/sales/orders"), created.id())).isTrue();

    assertThat(SALES.put(path, "{\"customer_id\": 4}").status()).isEqualTo(200);
    assertThat(SALES.get(path).body().path("customer_id").asLong()).isEqualTo(4);

    assertThat(SALES.delete(path).status()).isEqualTo(204);
  }

  @Test
  void transactions_can_be_created_listed_read_changed_and_deleted() {
    Http.Answer created =
        ACCOUNTING.post("/accounting/transactions", "{\"order_id\": 900001, \"order_sum\": 40.00}");
    String path = "/accounting/transactions/" + created.id();

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Location")).endsWith(path);
    JsonNode read = ACCOUNTING.get(path).body();
    assertThat(read.path("order_id").asLong()).isEqualTo(900001);
    assertThat(read.path("order_sum").decimalValue()).isEqualTo(new BigDecimal("40.00"));
    assertThat(contains(ACCOUNTING.all("/accounting/transactions"), created.id())).isTrue();

    assertThat(ACCOUNTING.put(path, "{\"order_id\": 900002}").status()).isEqualTo(200);
    JsonNode moved = ACCOUNTING.get(path).body();
    assertThat(moved.path("order_id").asLong()).isEqualTo(900002);
    assertThat(moved.path("order_sum").decimalValue()).isEqualTo(new BigDecimal("40.00"));

    assertThat(ACCOUNTING.delete(path).status()).isEqualTo(204);
  }

  @Test
  void sold_items_are_listed() {
    String name = newName("Sold lamp");
    long item = Business.item(name, 5);
    Business.order(item);

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> assertThat(SALES.get("/sales/sold_items").body().toString()).contains(name));
  }

  @Test
  void a_stale_update_is_rejected() {
    long item = Business.item(newName("Tag"), 5);
    String path = "/warehouse/items/" + item;
    String tag = WAREHOUSE.get(path).header("ETag");
    assertThat(tag).matches("\"\\d+\"");
    WAREHOUSE.put(path, "{\"price\": 11.00}");

    Http.Answer stale =
        WAREHOUSE.send(
            "PUT", path, "{\"price\": 12.00}", "Content-Type", "application/json", "If-Match", tag);

    assertThat(stale.status()).isEqualTo(412);
    assertThat(WAREHOUSE.get(path).body().path("price").decimalValue())
        .isEqualTo(new BigDecimal("11.00"));
  }

  @Test
  void a_repeated_post_with_the_same_idempotency_key_creates_once() {
    String key = newName("key").replace(' ', '-');
    String body = "{\"order_id\": 900003, \"order_sum\": 1.00}";
    String[] headers = {"Content-Type", "application/json", "Idempotency-Key", key};

    Http.Answer first = ACCOUNTING.send("POST", "/accounting/transactions", body, headers);
    Http.Answer second = ACCOUNTING.send("POST", "/accounting/transactions", body, headers);
    Http.Answer other =
        ACCOUNTING.send("POST", "/accounting/transactions", body.replace("1.00", "2.00"), headers);

    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(other.status()).isEqualTo(422);
  }

  private static boolean contains(Iterable<JsonNode> resources, long id) {
    return StreamSupport.stream(resources.spliterator(), false)
        .anyMatch(resource -> resource.path("id").asLong() == id);
  }
}
