package smallbusiness.query.report;

import static org.assertj.core.api.Assertions.assertThat;
import static smallbusiness.query.Events.customer;
import static smallbusiness.query.Events.id;
import static smallbusiness.query.Events.invoice;
import static smallbusiness.query.Events.item;
import static smallbusiness.query.Events.line;
import static smallbusiness.query.Events.order;
import static smallbusiness.query.Events.orderState;
import static smallbusiness.query.Publisher.publish;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import smallbusiness.events.sales.OrderConfirmed;
import smallbusiness.events.sales.OrderLine;
import smallbusiness.events.sales.OrderStatus;
import smallbusiness.query.Api;
import smallbusiness.query.QueryApiTest;
import tools.jackson.databind.JsonNode;

/** Totals agree with the orders that they are computed from. */
@QueryApiTest
class ReportIT {

  @LocalServerPort int port;

  private Api api;
  private final long item = id();
  private final long customer = id();
  private final long order = id();

  @BeforeEach
  void one_sold_order() {
    api = new Api(port);
    OrderLine line = line(item, "1000000.00", 4);
    publish(
        item(item, "=Gold bar, large " + item, "1000000.00", 4),
        customer(customer, 1, "Midas " + customer, "Phrygia " + customer),
        order(order, customer, line),
        new OrderConfirmed(order, 2L, orderState(customer, OrderStatus.CONFIRMED, line)),
        invoice(order, "4000000.00"));
    api.awaitVersion("/api/v1/items/" + item, 1);
    api.awaitVersion("/api/v1/orders/" + order, 2);
    api.awaitVersion("/api/v1/customers/" + customer, 1);
    api.awaitVersion("/api/v1/invoices/" + order, 1);
  }

  @Test
  void sales_are_shown_by_item_customer_country_and_day() {
    String day = "from=2026-03-14&to=2026-03-14";
    assertThat(row("sales-by-item?limit=1000", "item_id", item).path("units").asInt()).isEqualTo(4);
    assertThat(row("sales-by-item?limit=1000&" + day, "item_id", item).path("revenue").asInt())
        .isEqualTo(4_000_000);
    assertThat(row("sales-by-customer?" + day, "customer_id", customer).path("orders").asInt())
        .isEqualTo(1);
    assertThat(api.json("/api/v1/reports/sales-by-country?limit=1000").toString())
        .contains("Phrygia " + customer);
    JsonNode days = api.json("/api/v1/reports/sales-by-day?" + day);
    assertThat(days).hasSize(1);
    assertThat(days.at("/0/revenue").asLong()).isGreaterThanOrEqualTo(4_000_000);
  }

  @Test
  void a_period_without_sales_is_empty() {
    for (int again = 0; again < 2; again++) {
      assertThat(api.json("/api/v1/reports/sales-by-item?to=2001-01-01")).isEmpty();
    }
    assertThat(api.get("/api/v1/reports/sales-by-item?from=2026-01-02&to=2026-01-01").statusCode())
        .isEqualTo(400);
    assertThat(api.get("/api/v1/reports/sales-by-item?from=tomorrow").statusCode()).isEqualTo(400);
    assertThat(api.json("/api/v1/reports/sales-by-item?from=%2B7000000-01-01")).isEmpty();
    assertThat(api.json("/api/v1/reports/sales-by-day?from=-5000-01-01")).isNotEmpty();
  }

  @Test
  void totals_by_item_add_up_to_those_of_the_business() {
    JsonNode days = api.json("/api/v1/reports/sales-by-day");
    long byDay = days.valueStream().mapToLong(row -> row.path("units").asLong()).sum();
    JsonNode items = api.json("/api/v1/reports/sales-by-item?limit=1000");
    long byItem = items.valueStream().mapToLong(row -> row.path("units").asLong()).sum();

    assertThat(byItem).isEqualTo(byDay).isPositive();
  }

  @Test
  void unpaid_amounts_are_shown_by_age() {
    JsonNode unpaid = api.json("/api/v1/reports/receivables");

    Map<String, Long> byAge =
        unpaid
            .valueStream()
            .collect(
                Collectors.toMap(
                    row -> row.path("kind").asString() + row.path("from_days").asInt(),
                    row -> row.path("balance").asLong()));
    assertThat(byAge.get("UNPAID91")).isGreaterThanOrEqualTo(4_000_000);
  }

  @Test
  void stock_is_valued_and_low_stock_is_listed() {
    assertThat(row("stock-valuation", "item_id", item).path("value").asLong()).isEqualTo(4_000_000);
    long empty = id();
    assertThat(named("low-stock?limit=1000", "item_id", empty)).isEmpty();
    publish(item(empty, "Nothing " + empty, "1.00", 0));
    api.awaitVersion("/api/v1/items/" + empty, 1);
    assertThat(row("low-stock?limit=1000", "item_id", empty).path("available").asInt()).isZero();
  }

  @Test
  void the_overview_shows_current_counts_and_sums() {
    JsonNode overview = api.json("/api/v1/overview");

    assertThat(overview.at("/orders/confirmed").asInt()).isPositive();
    assertThat(overview.at("/orders/awaiting_payment").asInt()).isPositive();
    assertThat(overview.at("/revenue/ever").asLong()).isGreaterThanOrEqualTo(4_000_000);
    assertThat(overview.at("/money/unpaid").asLong()).isGreaterThanOrEqualTo(4_000_000);
    assertThat(overview.at("/stock/value").asLong()).isGreaterThanOrEqualTo(4_000_000);
    assertThat(overview.at("/customers").asInt()).isPositive();
  }

  @Test
  void a_list_is_available_as_csv() {
    HttpResponse<String> answer =
        api.get("/api/v1/items?fields=id&q=large%20" + item, "Accept", "text/csv");

    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    List<String> lines = answer.body().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst()).isEqualTo("id");
    assertThat(lines.getLast()).isEqualTo(Long.toString(item));

    String whole = api.get("/api/v1/items?q=large%20" + item, "Accept", "text/csv").body();
    assertThat(whole.lines().findFirst().orElseThrow())
        .startsWith("id,version,name,description,country_of_origin,price,quantity");
    assertThat(whole).contains(item + ",1,\"'=Gold bar, large " + item + "\",Of oak,Portugal");
  }

  @Test
  void a_report_is_available_as_csv() {
    HttpResponse<String> answer =
        api.get("/api/v1/reports/sales-by-item?limit=1000", "Accept", "text/csv");

    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(answer.body().lines())
        .startsWith("item_id,name,country_of_origin,orders,units,revenue")
        .contains(item + ",\"'=Gold bar, large " + item + "\",Portugal,1,4,4000000.00");
    assertThat(api.get("/api/v1/reports/sales-by-item?to=2001-01-01", "Accept", "text/csv").body())
        .isEqualTo("item_id,name,country_of_origin,orders,units,revenue\r\n");
  }

  @Test
  void an_unchanged_report_is_answered_with_304() {
    String path = "/api/v1/reports/sales-by-day?from=2026-03-14&to=2026-03-14";
    String tag = api.get(path).headers().firstValue("ETag").orElseThrow();

    assertThat(api.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);

    long later = id();
    OrderLine line = line(item, "1000000.00", 1);
    publish(
        order(later, customer, line),
        new OrderConfirmed(later, 2L, orderState(customer, OrderStatus.CONFIRMED, line)));
    api.awaitVersion("/api/v1/orders/" + later, 2);
    assertThat(api.get(path, "If-None-Match", tag).statusCode()).isEqualTo(200);
  }

  private JsonNode row(String report, String key, long id) {
    return named(report, key, id).findFirst().orElseThrow();
  }

  private Stream<JsonNode> named(String report, String key, long id) {
    return api.json("/api/v1/reports/" + report)
        .valueStream()
        .filter(row -> row.path(key).asLong() == id);
  }
}
