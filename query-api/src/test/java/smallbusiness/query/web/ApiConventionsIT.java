package smallbusiness.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import smallbusiness.query.Api;
import smallbusiness.query.QueryApiTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Conventions of all responses of the API. */
@QueryApiTest
class ApiConventionsIT {

  @LocalServerPort int port;

  private Api api;

  @BeforeEach
  void client() {
    api = new Api(port);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/orders?colour=red, colour",
    "/api/v1/orders?status=LOST, status",
    "/api/v1/orders?limit=0, limit",
    "/api/v1/orders?limit=1001, limit",
    "/api/v1/orders?limit=1&limit=2, limit",
    "/api/v1/orders?sort=colour, sort",
    "/api/v1/orders?after=nonsense, after",
    "/api/v1/orders?customer_id=x, customer_id",
    "/api/v1/orders?date_from=yesterday, date_from",
    "/api/v1/orders?total_from=1e9, total_from",
    "/api/v1/orders?q=, q",
    "/api/v1/items?removed=maybe, removed",
    "/api/v1/orders/1?colour=red, colour",
    "/api/v1/orders/x, id",
    "/api/v1/customers/9999999999999999999, id",
  })
  void an_invalid_or_unknown_parameter_is_rejected_by_name(String path, String field) {
    HttpResponse<String> answer = api.get(path);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonNode problem = JsonMapper.shared().readTree(answer.body());
    assertThat(problem.at("/errors/0/field").asString()).isEqualTo(field);
    assertThat(problem.path("type").asString()).isEqualTo("urn:problem:invalid-parameter");
  }

  @ParameterizedTest
  @CsvSource({"items", "orders", "customers", "transactions", "invoices"})
  void an_unknown_id_is_not_found(String kind) {
    HttpResponse<String> answer = api.get("/api/v1/" + kind + "/987654321");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("urn:problem:not-found", "987654321");
  }

  @Test
  void an_unchanged_response_is_not_sent_again() {
    HttpResponse<String> first = api.get("/api/v1/customers?q=nobody-has-this-name");
    String tag = first.headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> second =
        api.get("/api/v1/customers?q=nobody-has-this-name", "If-None-Match", tag);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
  }

  @Test
  void the_root_redirects_to_the_documentation() {
    assertThat(api.get("/").headers().firstValue("Location").orElseThrow())
        .endsWith("/swagger-ui.html");
    assertThat(api.get("/swagger-ui/index.html").statusCode()).isEqualTo(200);
  }

  @Test
  void the_document_describes_every_filter_and_field() {
    JsonNode document = api.json("/v3/api-docs");

    assertThat(document.path("openapi").asString()).startsWith("3.1");
    JsonNode list = document.at("/paths/~1api~1v1~1orders/get");
    assertThat(list.path("parameters").findValuesAsString("name"))
        .contains("status", "payment_state", "sort", "limit", "after", "fields")
        .doesNotContain("parameters");
    assertThat(list.at("/responses/400/content").propertyNames())
        .containsExactly("application/problem+json");
    assertThat(document.at("/components/schemas/Order/properties").propertyNames())
        .contains("payment_state", "lines", "shipped_at");
  }
}
