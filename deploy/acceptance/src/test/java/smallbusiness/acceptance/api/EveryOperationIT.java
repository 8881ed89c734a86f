package smallbusiness.acceptance.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static smallbusiness.acceptance.support.Business.ACCOUNTING;
import static smallbusiness.acceptance.support.Business.QUERY;
import static smallbusiness.acceptance.support.Business.SALES;
import static smallbusiness.acceptance.support.Business.WAREHOUSE;
import static smallbusiness.acceptance.support.Business.newName;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import smallbusiness.acceptance.support.Business;
import smallbusiness.acceptance.support.ContractChecks;
import smallbusiness.acceptance.support.Http.Answer;
import smallbusiness.acceptance.support.RetryingClient;
import tools.jackson.databind.JsonNode;

/**
 * Calls every operation of the four OpenAPI documents; {@link ContractChecks} validates the
 * responses. Runs last and prints how many responses all suites have checked.
 */
@Order(10)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryOperationIT {

  private static final long CUSTOMER = 7;
  private static final long UNKNOWN = 999_999_999_999L;

  private static long item;
  private static long order;
  private static long payment;

  @BeforeAll
  static void create_one_resource_of_each_kind() {
    item = Business.item(newName("Contract"), 10);
    describe(CUSTOMER);
    order = Business.order(2, new long[] {item});
    payment = Business.pay(order, "4.00");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                QUERY
                    .get("/api/v1/orders/" + order)
                    .body()
                    .path("payment_state")
                    .asString("")
                    .equals("PART_PAID"));
  }

  static Stream<Arguments> reads() {
    return ContractChecks.of("query-api").document().operations().stream()
        .filter(operation -> !operation.path().endsWith("/events"))
        .map(operation -> arguments(operation.path(), operation.description()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("reads")
  void the_single_api_returns_documented_responses(String path, JsonNode description) {
    Answer all = QUERY.get(named(path));
    assertThat(all.status()).isEqualTo(200);

    if (description.at("/responses/200/content").has("text/csv")) {
      Answer csv = QUERY.send("GET", named(path), "", "Accept", "text/csv");
      assertThat(csv.status()).isEqualTo(200);
      assertThat(csv.header("Content-Type")).startsWith("text/csv");
    }
    if (takes(description, "fields")) {
      JsonNode row = all.body().isArray() ? all.body().path(0) : all.body();
      String field = row.propertyNames().iterator().next();
      Answer sparse = QUERY.get(named(path) + "?fields=" + field);
      assertThat(sparse.status()).isEqualTo(200);
      JsonNode left = sparse.body().isArray() ? sparse.body().path(0) : sparse.body();
      assertThat(left.propertyNames()).containsExactly(field);
    }
    if (takes(description, "limit")) {
      Answer one = QUERY.get(named(path) + "?limit=1");
      assertThat(one.status()).isEqualTo(200);
      assertThat(one.body().size()).isLessThanOrEqualTo(1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("reads")
  void the_single_api_returns_documented_errors(String path, JsonNode description) {
    assertThat(QUERY.get(named(path) + "?colour=red").status()).isEqualTo(400);
    assertThat(refused(path, "Consistency-Token", "made up")).isEqualTo(400);
    assertThat(refused(path, "Accept", "image/png")).isEqualTo(406);
    assertThat(QUERY.delete(named(path)).status()).isEqualTo(405);
    if (!path.endsWith("/freshness")) {
      assertThat(refused(path, "Max-Staleness", "0")).isEqualTo(503);
    }
    if (path.endsWith("}")) {
      String unknown = path.replaceFirst("\\{[^}]*}", Long.toString(UNKNOWN));
      assertThat(QUERY.get(unknown).status()).isEqualTo(404);
    }
    assertThat(description.path("responses").has("504")).isTrue();
  }

  @Test
  void an_unchanged_resource_is_not_sent_again() {
    String path = "/api/v1/orders/" + order;

    // The order may change between the two reads.
    await()
        .until(
            () -> {
              String tag = QUERY.get(path).header("ETag");
              return QUERY.send("GET", path, "", "If-None-Match", tag).status() == 304;
            });
  }

  @Test
  void the_live_feed_returns_past_events() {
    List<JsonNode> events = QUERY.follow("/api/v1/events?after=0&key=" + order, 3);

    assertThat(events)
        .hasSize(3)
        .allSatisfy(
            event -> {
              assertThat(event.path("specversion").asString()).isEqualTo("1.0");
              assertThat(event.path("subject").asString()).isEqualTo(Long.toString(order));
            });
    assertThat(QUERY.get("/api/v1/events?after=never").status()).isEqualTo(400);
  }

  @Test
  void warehouse_returns_documented_responses() {
    long removed = Business.item(newName("Contract"), 1);
    String path = "/warehouse/items/" + removed;

    assertThat(WAREHOUSE.get("/warehouse/items?limit=2").status()).isEqualTo(200);
    assertThat(WAREHOUSE.get(path).status()).isEqualTo(200);
    assertThat(WAREHOUSE.put(path, "{\"price\": 11.00}").status()).isEqualTo(200);
    assertThat(WAREHOUSE.delete(path).status()).isEqualTo(204);
    assertThat(WAREHOUSE.get(path).status()).isEqualTo(404);
    assertThat(WAREHOUSE.get("/warehouse/reservations/" + order).status()).isEqualTo(200);
  }

  @Test
  void sales_returns_documented_responses() {
    long customer = UNKNOWN - order;
    long cancelled = Business.order(item);
    long forgotten = Business.order(item);

    assertThat(describe(customer).status()).isEqualTo(201);
    assertThat(describe(customer).status()).isEqualTo(200);
    assertThat(SALES.get("/sales/customers?limit=2").status()).isEqualTo(200);
    assertThat(SALES.get("/sales/customers/" + customer).status()).isEqualTo(200);
    assertThat(SALES.delete("/sales/customers/" + customer).status()).isEqualTo(204);
    assertThat(SALES.get("/sales/sold_items").status()).isEqualTo(200);
    assertThat(SALES.get("/sales/orders?limit=2").status()).isEqualTo(200);
    assertThat(SALES.get("/sales/orders/" + order).status()).isEqualTo(200);
    assertThat(
            RetryingClient.put(SALES, "/sales/orders/" + cancelled, "{\"customer_id\": 8}")
                .status())
        .isEqualTo(200);
    assertThat(
            RetryingClient.post(SALES, "/sales/orders/" + cancelled + "/cancellation", "").status())
        .isEqualTo(200);
    assertThat(RetryingClient.delete(SALES, "/sales/orders/" + forgotten).status()).isEqualTo(204);
  }

  @Test
  void accounting_returns_documented_responses() {
    String path = "/accounting/transactions/" + Business.pay(order, "1.00");

    assertThat(ACCOUNTING.get("/accounting/transactions?limit=2").status()).isEqualTo(200);
    assertThat(ACCOUNTING.get(path).status()).isEqualTo(200);
    assertThat(RetryingClient.put(ACCOUNTING, path, "{\"order_sum\": 2.00}").status())
        .isEqualTo(200);
    assertThat(RetryingClient.delete(ACCOUNTING, path).status()).isEqualTo(204);
    assertThat(ACCOUNTING.get(path + "/history").status()).isEqualTo(200);
    assertThat(ACCOUNTING.get("/accounting/invoices?limit=2").status()).isEqualTo(200);
    assertThat(ACCOUNTING.get("/accounting/invoices/" + order).status()).isEqualTo(200);
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void every_operation_was_called() {
    assertThat(ContractChecks.neverServed()).isEmpty();
    assertThat(ContractChecks.checked().keySet())
        .containsExactlyInAnyOrder("query-api", "warehouse", "sales", "accounting");
    System.out.printf(
        "Responses compared with the OpenAPI documents: %s%n", ContractChecks.checked());
  }

  private static Answer describe(long customer) {
    return SALES.put(
        "/sales/customers/" + customer,
        "{\"name\": \"%s\", \"email\": \"a@b.example\", \"country\": \"Chile\"}"
            .formatted(newName("Contract")));
  }

  private static boolean takes(JsonNode description, String parameter) {
    return description
        .path("parameters")
        .valueStream()
        .anyMatch(one -> one.path("name").asString().equals(parameter));
  }

  private static int refused(String path, String header, String value) {
    return QUERY.send("GET", named(path), "", header, value).status();
  }

  /** Replaces the variable of a path with the id of an existing resource. */
  private static String named(String path) {
    if (!path.contains("{")) {
      return path;
    }
    Map<String, Long> numbers =
        Map.of(
            "items", item,
            "orders", order,
            "customers", CUSTOMER,
            "transactions", payment,
            "invoices", order);
    long number = Objects.requireNonNull(numbers.get(path.split("/", -1)[3]), path);
    return path.replaceFirst("\\{[^}]*}", Long.toString(number));
  }
}
