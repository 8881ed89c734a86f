package smallbusiness.warehouse.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static smallbusiness.messaging.testing.ServiceClient.idOf;
import static smallbusiness.messaging.testing.ServiceClient.problem;
import static smallbusiness.warehouse.Http.freshName;
import static smallbusiness.warehouse.Http.item;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import smallbusiness.events.warehouse.ItemAdded;
import smallbusiness.events.warehouse.ItemChanged;
import smallbusiness.events.warehouse.ItemRemoved;
import smallbusiness.events.warehouse.StockChanged;
import smallbusiness.schemas.Topic;
import smallbusiness.warehouse.Http;
import smallbusiness.warehouse.PublishedEvents;
import smallbusiness.warehouse.WarehouseTest;

/** Items over HTTP, into the database, out to Kafka. */
@WarehouseTest
class ItemsIT {

  @Autowired Http http;
  @Autowired PublishedEvents published;

  @Test
  void every_change_of_an_item_from_addition_to_removal_is_published() {
    String name = freshName();
    long id = idOf(http.post("/warehouse/items", item(name, 10)));
    String path = "/warehouse/items/" + id;

    http.get(path)
        .expectHeader()
        .valueEquals(HttpHeaders.ETAG, "\"1\"")
        .expectBody(String.class)
        .isEqualTo(
            """
            {"id":%d,"name":"%s","description":"","country_of_origin":"Japan","price":4.50,\
            "quantity":10,"reserved":0,"available":10,"version":1}"""
                .formatted(id, name));
    http.put(path, "{\"description\": \"Green\", \"quantity\": 12}", "\"1\"")
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals(HttpHeaders.ETAG, "\"3\"");
    http.put(path, "{}").expectHeader().valueEquals(HttpHeaders.ETAG, "\"3\"");
    http.delete(path).expectStatus().isNoContent();
    problem(http.get(path), 404, "unknown-item").jsonPath("$.item_id").isEqualTo(id);

    var events = published.await(Topic.WAREHOUSE_ITEM, id, 4);
    assertThat(events)
        .extracting(Object::getClass)
        .isEqualTo(
            List.of(ItemAdded.class, ItemChanged.class, StockChanged.class, ItemRemoved.class));
    assertThat(((ItemRemoved) events.getLast()).getVersion()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name              | null
          name              | ""
          name              | "  "
          name              | "a\\u0000b"
          country_of_origin | null
          country_of_origin | ""
          price             | null
          price             | -0.01
          price             | 0.001
          price             | 10000000000
          price             | "4.50"
          quantity          | null
          quantity          | -1
          quantity          | 1.0
          quantity          | 1000000001
          description       | "\\u0000"
          description       | 5
          colour            | "green"
          """)
  void an_invalid_field_is_named_and_nothing_is_added(String field, String value) {
    String body = item(freshName(), 1).replace("}", ", \"" + field + "\": " + value + "}");
    if (body.split("\"" + field + "\"", -1).length == 3) {
      body = body.replaceFirst("\"" + field + "\": [^,]*, ?", "");
    }
    problem(http.post("/warehouse/items", body), 400, "invalid-body")
        .jsonPath("$.errors[0].field")
        .isEqualTo(field);
  }

  @Test
  void a_name_and_country_can_be_used_once() {
    String name = freshName();
    long id = idOf(http.post("/warehouse/items", item(name, 1)));
    long other = http.addItem(1);

    problem(http.post("/warehouse/items", item(name, 2)), 409, "duplicate-item")
        .jsonPath("$.item_id")
        .isEqualTo(id);
    problem(
        http.put("/warehouse/items/" + other, "{\"name\": \"" + name + "\"}"),
        409,
        "duplicate-item");
    http.put("/warehouse/items/" + id, "{\"name\": \"" + name + "\"}").expectStatus().isOk();
  }

  @Test
  void of_concurrent_requests_for_the_same_item_one_succeeds() throws Exception {
    String body = item(freshName(), 1);
    Callable<Integer> add =
        () -> http.post("/warehouse/items", body).returnResult().getStatus().value();

    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Integer> statuses =
          threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> add).toList()).stream()
              .map(java.util.concurrent.Future::resultNow)
              .toList();
      assertThat(statuses).containsOnlyOnce(201);
      assertThat(statuses).filteredOn(status -> status == 409).hasSize(7);
    }
  }

  @Test
  void a_whole_resource_can_be_sent_back_edited() {
    String path = "/warehouse/items/" + http.addItem(5);
    String whole = text(path);

    http.put(path, whole).expectStatus().isOk();
    assertThat(text(path)).isEqualTo(whole);
    http.put(path, whole.replace("Japan", "Nepal").replace("4.50", "4.5")).expectStatus().isOk();

    assertThat(text(path))
        .isEqualTo(whole.replace("Japan", "Nepal").replace("\"version\":1", "\"version\":2"));
    problem(http.put(path, whole.replace("Japan", "India")), 400, "read-only-field")
        .jsonPath("$.errors[0].field")
        .isEqualTo("version");
  }

  @ParameterizedTest
  @CsvSource({"id,999999999", "reserved,1", "available,4", "version,2"})
  void a_different_value_for_a_read_only_field_is_refused(String field, long value) {
    String path = "/warehouse/items/" + http.addItem(5);
    String before = text(path);

    problem(
            http.put(path, "{\"name\": \"%s\", \"%s\": %d}".formatted(freshName(), field, value)),
            400,
            "read-only-field")
        .jsonPath("$.errors[0].field")
        .isEqualTo(field);
    assertThat(text(path)).isEqualTo(before);
  }

  private String text(String path) {
    return String.valueOf(http.get(path).expectBody(String.class).returnResult().getResponseBody());
  }

  @Test
  void a_change_with_a_stale_etag_is_refused() {
    String path = "/warehouse/items/" + http.addItem(1);

    problem(http.put(path, "{\"quantity\": 2}", "\"2\""), 412, "precondition-failed");
    http.client()
        .delete()
        .uri(path)
        .header(HttpHeaders.IF_MATCH, "\"2\"")
        .exchange()
        .expectStatus()
        .isEqualTo(412);
    http.get(path).expectBody().jsonPath("$.quantity").isEqualTo(1);
  }

  @Test
  void unknown_items_and_malformed_ids_get_different_answers() {
    problem(http.get("/warehouse/items/999999999"), 404, "unknown-item");
    problem(http.put("/warehouse/items/999999999", "{}"), 404, "unknown-item");
    problem(http.delete("/warehouse/items/999999999"), 404, "unknown-item");
    problem(http.get("/warehouse/items/abc"), 400, "invalid-parameter");
    problem(http.get("/warehouse/items?colour=red"), 400, "invalid-parameter");
    problem(http.get("/warehouse/nothing"), 404, "not-found");
    problem(http.post("/warehouse/items/1", "{}"), 405, "method-not-allowed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/warehouse/items/%zz", "/warehouse/items/[", "/warehouse/items/..%2f1"})
  void a_malformed_url_is_refused_with_a_problem_document(String address) throws IOException {
    try (Socket socket = new Socket("localhost", http.port())) {
      socket
          .getOutputStream()
          .write(("GET " + address + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
      assertThat(answer).contains("urn:problem:bad-request").doesNotContain("html");
    }
  }

  @Test
  void a_body_over_a_megabyte_is_refused() {
    String body = item("a".repeat(1 << 20), 1);
    problem(http.post("/warehouse/items", body), 413, "body-too-large");
  }

  @Test
  void pages_link_to_the_next_page() {
    long first = http.addItem(1);
    long second = http.addItem(1);
    long third = http.addItem(1);

    String link =
        http.get("/warehouse/items?limit=2&after=" + (first - 1))
            .expectStatus()
            .isOk()
            .returnResult()
            .getResponseHeaders()
            .getFirst(HttpHeaders.LINK);

    assertThat(link)
        .startsWith("<http://localhost:")
        .endsWith("&after=" + second + ">; rel=\"next\"");
    http.get("/warehouse/items?limit=1&after=" + second)
        .expectBody()
        .jsonPath("$[0].id")
        .isEqualTo(third);
  }

  @Test
  void locations_behind_a_gateway_use_the_gateways_address() {
    http.client()
        .post()
        .uri("/warehouse/items")
        .contentType(MediaType.APPLICATION_JSON)
        .header("X-Forwarded-Proto", "https")
        .header("X-Forwarded-Host", "shop.example")
        .body(item(freshName(), 1))
        .exchange()
        .expectHeader()
        .value(
            HttpHeaders.LOCATION,
            at -> assertThat(at).startsWith("https://shop.example/warehouse/items/"));
  }

  @Test
  void an_item_repeated_under_its_idempotency_key_is_added_once() {
    String name = freshName();
    String body = item(name, 1);
    Callable<Long> add =
        () ->
            idOf(
                http.client()
                    .post()
                    .uri("/warehouse/items")
                    .contentType(MediaType.APPLICATION_JSON)
                    .header("Idempotency-Key", name.replace(' ', '-'))
                    .body(body)
                    .exchange());

    assertThat(List.of(call(add), call(add))).containsOnly(call(add));
  }

  @Test
  void the_service_is_ready_and_serves_its_openapi_document() {
    http.get("/actuator/health/readiness").expectStatus().isOk();
    http.get("/warehouse/openapi")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.components.schemas.Item.properties.country_of_origin")
        .exists()
        .jsonPath("$.paths['/warehouse/items/{id}'].put.parameters[?(@.name == 'If-Match')]")
        .exists()
        .jsonPath("$.paths['/warehouse/items'].get.parameters[?(@.name == 'after')]")
        .exists();
  }

  private static long call(Callable<Long> action) {
    try {
      return action.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
