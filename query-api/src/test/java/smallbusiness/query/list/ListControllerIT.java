package smallbusiness.query.list;

import static org.assertj.core.api.Assertions.assertThat;
import static smallbusiness.query.Events.customer;
import static smallbusiness.query.Events.id;
import static smallbusiness.query.Events.item;
import static smallbusiness.query.Events.line;
import static smallbusiness.query.Events.order;
import static smallbusiness.query.Events.transaction;
import static smallbusiness.query.Publisher.publish;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import smallbusiness.query.Api;
import smallbusiness.query.QueryApiTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists are read page by page, in any sort order, and narrowed by filters. */
@QueryApiTest
class ListControllerIT {

  @LocalServerPort int port;

  private Api api;
  private final long customer = id();
  private final String mine = "/api/v1/orders?customer_id=" + customer;

  @BeforeEach
  void seven_orders_three_of_them_with_the_same_total() {
    api = new Api(port);
    publish(customer(customer, 1, "100% Wool_" + customer, "Chile"));
    for (String price : List.of("5.00", "3.00", "5.00", "1.00", "5.00", "9.00", "2.00")) {
      publish(order(id(), customer, line(id(), price, 1)));
    }
    api.await(mine, body -> body.size() == 7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "-id", "total", "-total", "date", "-date"})
  void pages_in_any_sort_order_show_every_row_once(String sort) {
    List<JsonNode> walked = walk(mine + "&sort=" + sort + "&limit=2");
    JsonNode whole = api.json(mine + "&sort=" + sort);

    assertThat(walked).hasSize(7).isEqualTo(whole.valueStream().toList());
    assertThat(walked).doesNotHaveDuplicates();
  }

  @Test
  void a_page_starts_after_the_last_row_of_the_previous_one_when_rows_are_added() {
    HttpResponse<String> first = api.get(mine + "&sort=-id&limit=2");
    long newer = id();
    publish(order(newer, customer, line(id(), "1.00", 1)));
    api.await(mine, body -> body.size() == 8);

    List<JsonNode> rest = walk(next(first));

    assertThat(rest).hasSize(5).noneMatch(row -> row.path("id").asLong() == newer);
  }

  @Test
  void a_cursor_of_one_sort_order_is_rejected_by_another() {
    String next = next(api.get(mine + "&sort=total&limit=2"));

    assertThat(api.get(next.replace("sort=total", "sort=date")).statusCode()).isEqualTo(400);
  }

  @Test
  void filters_can_be_combined() {
    assertThat(api.json(mine + "&total_from=3&total_to=5")).hasSize(4);
    assertThat(api.json(mine + "&status=PLACED&payment_state=NOT_DUE,PREPAID")).hasSize(7);
    assertThat(api.json(mine + "&status=SHIPPED")).isEmpty();
    assertThat(api.json(mine + "&date_from=2026-03-14&date_to=2026-03-15")).hasSize(7);
    assertThat(api.json(mine + "&date_to=2026-03-14")).isEmpty();
    assertThat(api.json(mine + "&country=Chile")).hasSize(7);
    assertThat(api.json("/api/v1/orders?q=100%25%20wool_" + customer)).hasSize(7);
    assertThat(api.json("/api/v1/orders?q=1_0%25%20wool_" + customer)).isEmpty();
  }

  @Test
  void orders_are_found_by_item_and_by_payment() {
    long item = id();
    long order = id();
    publish(
        item(item, "Rug " + item, "7.00", 3),
        order(order, customer, line(item, "7.00", 1)),
        transaction(id(), order, "7.00"));

    JsonNode found =
        api.await("/api/v1/orders?payment_state=PREPAID&item_id=" + item, body -> body.size() == 1);

    assertThat(found.at("/0/id").asLong()).isEqualTo(order);
    assertThat(api.json("/api/v1/transactions?order_id=" + order)).hasSize(1);
    assertThat(api.json("/api/v1/transactions?customer_id=" + customer)).hasSize(1);
  }

  @Test
  void only_the_requested_fields_are_returned() {
    JsonNode row = api.json(mine + "&fields=id,status").get(0);

    assertThat(row.propertyNames()).containsExactlyInAnyOrder("id", "status");
    HttpResponse<String> wrong = api.get(mine + "&fields=id,colour");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("colour");
  }

  private List<JsonNode> walk(String path) {
    List<JsonNode> rows = new ArrayList<>();
    String next = path;
    while (!next.isEmpty()) {
      HttpResponse<String> page = api.get(next);
      JsonMapper.shared().readTree(page.body()).forEach(rows::add);
      next = next(page);
    }
    return rows;
  }

  private static String next(HttpResponse<String> page) {
    return page.headers()
        .firstValue("Link")
        .map(link -> link.substring(1, link.indexOf('>')))
        .orElse("");
  }
}
