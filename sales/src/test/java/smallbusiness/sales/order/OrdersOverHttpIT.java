package smallbusiness.sales.order;

import static org.assertj.core.api.Assertions.assertThat;
import static smallbusiness.sales.SalesClient.fresh;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.client.RestTestClient;
import smallbusiness.sales.SalesClient;
import smallbusiness.sales.SalesTest;
import tools.jackson.databind.json.JsonMapper;

@SalesTest
class OrdersOverHttpIT {

  @Autowired SalesClient sales;

  @Test
  void placing_an_order_returns_its_location_etag_and_total() {
    String order =
        """
        {"customer_id": 7, "date": "2026-01-31T12:00:00Z",
         "items": [{"id": 11, "price": 19.99, "quantity": 3}, {"id": 42, "price": 0.5, "quantity": 1}]}
        """;

    var answer = sales.post("/sales/orders", order).exchange();

    long id = idOf(answer);
    answer
        .expectStatus()
        .isCreated()
        .expectHeader()
        .valueMatches(HttpHeaders.LOCATION, "http://localhost:\\d+/sales/orders/" + id)
        .expectHeader()
        .valueEquals(HttpHeaders.ETAG, "\"1\"");
    String expected =
        """
        {"id": %d, "customer_id": 7, "date": "2026-01-31T12:00:00Z",
         "items": [{"id": 11, "price": 19.99, "quantity": 3}, {"id": 42, "price": 0.50, "quantity": 1}],
         "total": 60.47, "status": "PLACED", "version": 1}
        """
            .formatted(id);
    answer.expectBody().json(expected, JsonCompareMode.STRICT);
    sales
        .get("/sales/orders/" + id)
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals(HttpHeaders.ETAG, "\"1\"")
        .expectBody()
        .json(expected, JsonCompareMode.STRICT);
  }

  @Test
  void money_is_written_with_two_decimals() {
    long id = place(line(11, "5", 2));

    String body = text(sales.get("/sales/orders/" + id));

    assertThat(body).contains("\"price\":5.00").contains("\"total\":10.00");
  }

  @Test
  void the_date_of_an_order_defaults_to_now() {
    Instant before = Instant.now();

    var answer = sales.post("/sales/orders", orderOf(line(1, "1", 1))).exchange();

    answer
        .expectBody()
        .jsonPath("$.date")
        .value(
            date ->
                assertThat(Instant.parse(String.valueOf(date)))
                    .isBetween(before.minusMillis(1), Instant.now()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"items":[{"id":1,"price":1,"quantity":1}]}                                    | customer_id
          {"customer_id":0,"items":[{"id":1,"price":1,"quantity":1}]}                    | customer_id
          {"customer_id":"7","items":[{"id":1,"price":1,"quantity":1}]}                  | customer_id
          {"customer_id":7}                                                              | items
          {"customer_id":7,"items":[]}                                                   | items
          {"customer_id":7,"items":{}}                                                   | items
          {"customer_id":7,"items":[null]}                                               | items[0]
          {"customer_id":7,"items":[{"price":1,"quantity":1}]}                           | items[0].id
          {"customer_id":7,"items":[{"id":-1,"price":1,"quantity":1}]}                   | items[0].id
          {"customer_id":7,"items":[{"id":1.5,"price":1,"quantity":1}]}                  | items[0].id
          {"customer_id":7,"items":[{"id":1,"quantity":1}]}                              | items[0].price
          {"customer_id":7,"items":[{"id":1,"price":-0.01,"quantity":1}]}                | items[0].price
          {"customer_id":7,"items":[{"id":1,"price":0.001,"quantity":1}]}                | items[0].price
          {"customer_id":7,"items":[{"id":1,"price":10000000000,"quantity":1}]}          | items[0].price
          {"customer_id":7,"items":[{"id":1,"price":1e400,"quantity":1}]}                | items[0].price
          {"customer_id":7,"items":[{"id":1,"price":"1","quantity":1}]}                  | items[0].price
          {"customer_id":7,"items":[{"id":1,"price":1}]}                                 | items[0].quantity
          {"customer_id":7,"items":[{"id":1,"price":1,"quantity":0}]}                    | items[0].quantity
          {"customer_id":7,"items":[{"id":1,"price":1,"quantity":1000001}]}              | items[0].quantity
          {"customer_id":7,"items":[{"id":1,"price":1,"quantity":99999999999999999999}]} | items[0].quantity
          {"customer_id":7,"items":[{"id":1,"price":1,"quantity":1,"colour":"red"}]}     | items[0].colour
          {"customer_id":7,"items":[{"id":1,"price":1,"quantity":1}],"status":"SHIPPED"} | status
          {"customer_id":7,"items":[{"id":1,"price":1,"quantity":1},{"id":1,"price":2,"quantity":1}]} | items[1].id
          {"customer_id":7,"items":[{"id":1,"price":9999999999.99,"quantity":2}]}        | items
          {"customer_id":7,"items":[{"id":1,"price":1,"quantity":1}],"date":"2999-01-01T00:00:00Z"} | date
          {"customer_id":7,"items":[{"id":1,"price":1,"quantity":1}],"date":"0001-01-01T00:00:00Z"} | date
          {"customer_id":7,"items":[{"id":1,"price":1,"quantity":1}],"date":"-1000000000-01-01T00:00:00Z"} | date
          {"customer_id":7,"items":[{"id":1,"price":1,"quantity":1}],"date":"yesterday"} | date
          {"customer_id":7,"items":[{"id":1,"price":1,"quantity":1}],"date":1769860800}  | date
          """)
  void an_invalid_order_is_refused_with_the_name_of_the_field(String body, String field) {
    sales
        .post("/sales/orders", body)
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:problem:invalid-body")
        .jsonPath("$.errors[0].field")
        .isEqualTo(field);
  }

  @Test
  void the_largest_possible_order_is_accepted() {
    sales
        .post("/sales/orders", orderOf(line(1, "9999999999.99", 1)))
        .exchange()
        .expectStatus()
        .isCreated()
        .expectBody()
        .jsonPath("$.total")
        .isEqualTo(9999999999.99);
  }

  @Test
  void every_request_for_an_unknown_order_is_answered_with_404() {
    sales.get("/sales/orders/999999999").exchange().expectStatus().isNotFound();
    sales.put("/sales/orders/999999999", "{}").exchange().expectStatus().isNotFound();
    sales.delete("/sales/orders/999999999").exchange().expectStatus().isNotFound();
    sales
        .http()
        .post()
        .uri("/sales/orders/999999999/cancellation")
        .exchange()
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.order_id")
        .isEqualTo(999999999);
    sales.get("/sales/orders/first").exchange().expectStatus().isBadRequest();
  }

  @Test
  void a_change_leaves_absent_fields_alone() {
    long id = place(line(11, "1.00", 1));

    sales
        .put("/sales/orders/" + id, "{\"customer_id\": 8}")
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals(HttpHeaders.ETAG, "\"2\"")
        .expectBody()
        .jsonPath("$.customer_id")
        .isEqualTo(8)
        .jsonPath("$.items[0].id")
        .isEqualTo(11)
        .jsonPath("$.version")
        .isEqualTo(2);
  }

  @Test
  void a_whole_resource_can_be_sent_back() {
    long id = place(line(11, "1.50", 2), line(12, "3", 1));
    String whole = text(sales.get("/sales/orders/" + id));

    sales
        .put("/sales/orders/" + id, whole)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .json(whole, JsonCompareMode.STRICT);
    sales
        .put(
            "/sales/orders/" + id,
            whole.replace("\"customer_id\":7", "\"customer_id\":9").replace("1.50", "1.5"))
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.customer_id")
        .isEqualTo(9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"id": 999999999}                                          | id
          {"total": 1}                                               | total
          {"status": "SHIPPED"}                                      | status
          {"version": 7}                                             | version
          {"shipped_at": "2026-01-31T12:00:00Z"}                     | shipped_at
          {"rejection": [{"item_id":1,"wanted":1,"available":0}]}    | rejection
          """)
  void a_different_value_for_a_read_only_field_is_refused(String body, String field) {
    long id = place(line(11, "1.50", 2));

    sales
        .put("/sales/orders/" + id, body)
        .exchange()
        .expectStatus()
        .isEqualTo(400)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:problem:read-only-field")
        .jsonPath("$.errors[0].field")
        .isEqualTo(field);
  }

  @Test
  void an_order_repeated_under_its_idempotency_key_is_placed_once() {
    String key = "order-" + fresh();
    String order = orderOf(line(11, "1.50", 2));

    var first = sales.post("/sales/orders", order).header("Idempotency-Key", key).exchange();
    var again = sales.post("/sales/orders", order).header("Idempotency-Key", key).exchange();

    assertThat(idOf(again)).isEqualTo(idOf(first));
    again.expectStatus().isCreated().expectHeader().valueEquals(HttpHeaders.ETAG, "\"1\"");
    var other = sales.post("/sales/orders", orderOf(line(11, "1.50", 3)));
    other.header("Idempotency-Key", key).exchange().expectStatus().isEqualTo(422);
  }

  @Test
  void a_refused_order_can_be_corrected_under_the_same_idempotency_key() {
    String key = "order-" + fresh();

    var wrong = sales.post("/sales/orders", orderOf(line(11, "1.50", 0)));
    wrong.header("Idempotency-Key", key).exchange().expectStatus().isBadRequest();
    var right = sales.post("/sales/orders", orderOf(line(11, "1.50", 1)));
    right.header("Idempotency-Key", key).exchange().expectStatus().isCreated();
  }

  @Test
  void the_items_of_a_placed_order_cannot_be_changed() {
    long id = place(line(11, "1.50", 2));

    sales
        .put(
            "/sales/orders/" + id, "{\"customer_id\": 8, \"items\": [" + line(11, "1.50", 3) + "]}")
        .exchange()
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:problem:items-fixed")
        .jsonPath("$.errors[0].field")
        .isEqualTo("items");
    sales
        .get("/sales/orders/" + id)
        .exchange()
        .expectBody()
        .jsonPath("$.customer_id")
        .isEqualTo(7)
        .jsonPath("$.version")
        .isEqualTo(1);
  }

  @Test
  void a_change_with_a_stale_etag_is_refused() {
    long id = place(line(11, "1.50", 2));
    sales.put("/sales/orders/" + id, "{\"customer_id\": 8}").exchange().expectStatus().isOk();

    var stale =
        sales.put("/sales/orders/" + id, "{\"customer_id\": 9}").header("If-Match", "\"1\"");
    stale.exchange().expectStatus().isEqualTo(412);
    var staleDelete = sales.delete("/sales/orders/" + id).header("If-Match", "\"1\"");
    staleDelete.exchange().expectStatus().isEqualTo(412);
    var seen = sales.put("/sales/orders/" + id, "{\"customer_id\": 9}").header("If-Match", "\"2\"");
    seen.exchange().expectStatus().isOk().expectHeader().valueEquals(HttpHeaders.ETAG, "\"3\"");
  }

  @Test
  void a_deleted_order_is_cancelled_and_stays_readable() {
    long id = place(line(11, "1.50", 2));

    sales.delete("/sales/orders/" + id).exchange().expectStatus().isNoContent();
    sales.delete("/sales/orders/" + id).exchange().expectStatus().isNoContent();

    sales
        .get("/sales/orders/" + id)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo("CANCELLED")
        .jsonPath("$.version")
        .isEqualTo(2);
  }

  @Test
  void a_repeated_cancellation_returns_the_order() {
    long id = place(line(11, "1.50", 2));

    for (int time = 0; time < 2; time++) {
      sales
          .http()
          .post()
          .uri("/sales/orders/" + id + "/cancellation")
          .exchange()
          .expectStatus()
          .isOk()
          .expectHeader()
          .valueEquals(HttpHeaders.ETAG, "\"2\"")
          .expectBody()
          .jsonPath("$.status")
          .isEqualTo("CANCELLED");
    }
  }

  @Test
  void a_cancelled_order_cannot_be_changed() {
    long id = place(line(11, "1.50", 2));
    sales.delete("/sales/orders/" + id).exchange().expectStatus().isNoContent();

    sales
        .put("/sales/orders/" + id, "{\"customer_id\": 8}")
        .exchange()
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:problem:order-closed")
        .jsonPath("$.status")
        .isEqualTo(409)
        .jsonPath("$.order_status")
        .isEqualTo("CANCELLED");
  }

  @Test
  void orders_are_listed_page_by_page_without_gap_or_repetition() {
    long first = place(line(1, "1", 1));
    long second = place(line(1, "1", 1), line(2, "2", 1));
    long third = place(line(1, "1", 1));

    var page = sales.get("/sales/orders?limit=2&after=" + (first - 1)).exchange();

    page.expectStatus()
        .isOk()
        .expectHeader()
        .value(
            HttpHeaders.LINK,
            link ->
                assertThat(link).contains("limit=2").contains("after=" + second).contains("next"))
        .expectBody()
        .jsonPath("$.length()")
        .isEqualTo(2)
        .jsonPath("$[0].id")
        .isEqualTo((int) first)
        .jsonPath("$[1].items.length()")
        .isEqualTo(2);
    sales
        .get("/sales/orders?limit=2&after=" + second)
        .exchange()
        .expectHeader()
        .doesNotExist(HttpHeaders.LINK)
        .expectBody()
        .jsonPath("$[0].id")
        .isEqualTo((int) third);
  }

  private long place(String... lines) {
    return idOf(sales.post("/sales/orders", orderOf(lines)).exchange());
  }

  static String orderOf(String... lines) {
    return "{\"customer_id\": 7, \"items\": [" + String.join(", ", lines) + "]}";
  }

  static String line(long item, String price, long quantity) {
    return "{\"id\": %d, \"price\": %s, \"quantity\": %d}".formatted(item, price, quantity);
  }

  private static long idOf(RestTestClient.ResponseSpec answer) {
    byte[] body = answer.expectBody().returnResult().getResponseBodyContent();
    return JsonMapper.shared().readTree(body).required("id").longValue();
  }

  private static String text(RestTestClient.RequestHeadersSpec<?> request) {
    return String.valueOf(
        request.exchange().expectBody(String.class).returnResult().getResponseBody());
  }
}
