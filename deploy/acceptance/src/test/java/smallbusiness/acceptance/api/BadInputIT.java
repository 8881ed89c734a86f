package smallbusiness.acceptance.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static smallbusiness.acceptance.support.Business.newName;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import smallbusiness.acceptance.support.Business;
import smallbusiness.acceptance.support.Http;

/** Invalid requests are rejected with the reason and change nothing. */
@Order(3)
class BadInputIT {

  private static final Map<String, String> LISTS =
      Map.of(
          "warehouse", "/warehouse/items",
          "sales", "/sales/orders",
          "accounting", "/accounting/transactions");

  static Stream<Arguments> badBodies() {
    String item =
        "{'name': 'X', 'description': '', 'country_of_origin': 'Y', 'price': 1.00, 'quantity': 1}";
    String order = "{'customer_id': 1, 'items': [{'id': 1, 'price': 1.00, 'quantity': 1}]}";
    String money = "{'order_id': 1, 'order_sum': 1.00}";
    return Stream.of(
        bad("warehouse", item.replace("'name': 'X', ", ""), 400, "name"),
        bad("warehouse", item.replace("'X'", "' '"), 400, "name"),
        bad("warehouse", item.replace("'X'", "null"), 400, "name"),
        bad("warehouse", item.replace("'X'", "17"), 400, "name"),
        bad("warehouse", item.replace("'X'", "'" + "x".repeat(1000) + "'"), 400, "name"),
        bad("warehouse", item.replace("1.00", "-0.01"), 400, "price"),
        bad("warehouse", item.replace("1.00", "1.001"), 400, "price"),
        bad("warehouse", item.replace("1.00", "'1.00'"), 400, "price"),
        bad("warehouse", item.replace("1.00", "99999999999.00"), 400, "price"),
        bad("warehouse", item.replace("'quantity': 1", "'quantity': -1"), 400, "quantity"),
        bad("warehouse", item.replace("'quantity': 1", "'quantity': 1.5"), 400, "quantity"),
        bad("warehouse", item.replace("'quantity': 1", "'quantity': 1e30"), 400, "quantity"),
        bad("warehouse", item.replace("'quantity': 1", "'quantity': true"), 400, "quantity"),
        bad("warehouse", item.replace("{'name'", "{'colour': 'red', 'name'"), 400, "colour"),
        bad("warehouse", "{'name': ", 400, ""),
        bad("warehouse", "[]", 400, ""),
        bad("warehouse", "", 400, ""),
        bad("sales", order.replace("'customer_id': 1, ", ""), 400, "customer_id"),
        bad("sales", order.replace("'customer_id': 1", "'customer_id': 'one'"), 400, "customer_id"),
        bad("sales", order.replace("'customer_id': 1", "'customer_id': 0"), 400, "customer_id"),
        bad("sales", "{'customer_id': 1}", 400, "items"),
        bad("sales", "{'customer_id': 1, 'items': []}", 400, "items"),
        bad("sales", order.replace("1.00", "-1.00"), 400, "items[0].price"),
        bad("sales", order.replace("1.00", "0.001"), 400, "items[0].price"),
        bad("sales", order.replace("'quantity': 1", "'quantity': 0"), 400, "items[0].quantity"),
        bad(
            "sales",
            order.replace("'quantity': 1", "'quantity': 99999999999"),
            400,
            "items[0].quantity"),
        bad("sales", order.replace(", 'quantity': 1", ""), 400, "items[0].quantity"),
        bad("sales", order.replace("{'id': 1", "{'sku': 2, 'id': 1"), 400, "items[0].sku"),
        bad(
            "sales",
            "{'customer_id': 1, 'items': [{'id': 1, 'price': 1.00, 'quantity': 1}, {'id': 1, 'price': 1.00, 'quantity': 1}]}",
            400,
            "items[1].id"),
        bad(
            "sales",
            order.replace("{'customer_id'", "{'date': '2999-01-01T00:00:00Z', 'customer_id'"),
            400,
            "date"),
        bad(
            "sales",
            order.replace("{'customer_id'", "{'date': 'yesterday', 'customer_id'"),
            400,
            "date"),
        bad("accounting", money.replace("'order_id': 1, ", ""), 400, "order_id"),
        bad("accounting", money.replace("'order_id': 1", "'order_id': -1"), 400, "order_id"),
        bad("accounting", money.replace("1.00", "0.00"), 400, "order_sum"),
        bad("accounting", money.replace("1.00", "0.005"), 400, "order_sum"),
        bad("accounting", money.replace("1.00", "'much'"), 400, "order_sum"),
        bad("accounting", money.replace("1.00", "1e40"), 400, "order_sum"),
        bad(
            "accounting",
            money.replace("{'order_id'", "{'date': '2999-01-01T00:00:00Z', 'order_id'"),
            400,
            "date"),
        bad("accounting", money.replace("{'order_id'", "{'tip': 1, 'order_id'"), 400, "tip"),
        bad("accounting", "{'order_id': 1, 'order_sum': 1.00} x", 400, ""));
  }

  @ParameterizedTest(name = "{0} {1} -> {2} {3}")
  @MethodSource("badBodies")
  void an_invalid_body_is_rejected_and_the_field_named(
      String service, String body, int status, String field) {
    Http http = Http.of(service);
    int before = http.all(LISTS.getOrDefault(service, "")).size();

    Http.Answer answer = http.post(LISTS.getOrDefault(service, ""), body);

    assertProblem(answer, status);
    if (!field.isEmpty()) {
      assertThat(fields(answer)).as("%s", answer.body()).contains(field);
    }
    assertThat(http.all(LISTS.getOrDefault(service, ""))).hasSize(before);
  }

  static Stream<Arguments> badRequests() {
    String json = "application/json";
    List<Arguments> all = new ArrayList<>();
    LISTS.forEach(
        (service, list) -> {
          all.add(arguments(service, "GET", list + "/999999999", "", json, 404));
          all.add(arguments(service, "PUT", list + "/999999999", "{}", json, 404));
          all.add(arguments(service, "DELETE", list + "/999999999", "", json, 404));
          all.add(arguments(service, "GET", list + "/abc", "", json, 400));
          all.add(arguments(service, "GET", list + "?limit=0", "", json, 400));
          all.add(arguments(service, "GET", list + "?limit=many", "", json, 400));
          all.add(arguments(service, "PATCH", list, "{}", json, 405));
          all.add(arguments(service, "DELETE", list, "", json, 405));
          all.add(
              arguments(service, "POST", list, "a=b", "application/x-www-form-urlencoded", 415));
          all.add(arguments(service, "POST", list, "\"" + "x".repeat(2 << 20) + "\"", json, 413));
          all.add(arguments(service, "GET", list + "/../nothing", "", json, 404));
        });
    all.add(arguments("query-api", "GET", "/api/v1/orders/999999999", "", json, 404));
    all.add(arguments("query-api", "GET", "/api/v1/orders/abc", "", json, 400));
    all.add(arguments("query-api", "GET", "/api/v1/orders?limit=-1", "", json, 400));
    all.add(arguments("query-api", "GET", "/api/v1/orders?colour=red", "", json, 400));
    all.add(arguments("query-api", "POST", "/api/v1/orders", "{}", json, 405));
    return all.stream();
  }

  @ParameterizedTest(name = "{0} {1} {2} -> {5}")
  @MethodSource("badRequests")
  void an_invalid_request_is_answered_with_its_status(
      String service, String method, String path, String body, String type, int status) {
    Http.Answer answer = Http.of(service).send(method, path, body, "Content-Type", type);

    assertProblem(answer, status);
  }

  @Test
  void an_unsupported_media_type_is_rejected() {
    Http.Answer answer =
        Business.WAREHOUSE.send("GET", "/warehouse/items", "", "Accept", "image/png");

    assertThat(answer.status()).isEqualTo(406);
  }

  @Test
  void a_second_item_of_the_same_name_and_country_is_a_conflict() {
    String name = newName("Twin");
    Business.item(name, 1);

    Http.Answer second =
        Business.WAREHOUSE.post(
            "/warehouse/items",
            """
            {"name": "%s", "description": "", "country_of_origin": "Portugal",
             "price": 1.00, "quantity": 1}"""
                .formatted(name));

    assertProblem(second, 409);
  }

  private static void assertProblem(Http.Answer answer, int status) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.body().path("status").asInt()).isEqualTo(status);
    assertThat(answer.body().path("type").asString()).startsWith("urn:problem:");
    assertThat(answer.body().path("title").asString()).isNotBlank();
  }

  private static List<String> fields(Http.Answer answer) {
    List<String> fields = new ArrayList<>();
    answer.body().path("errors").forEach(error -> fields.add(error.path("field").asString()));
    return fields;
  }

  private static Arguments bad(String service, String body, int status, String field) {
    return arguments(service, body.replace('\'', '"'), status, field);
  }
}
