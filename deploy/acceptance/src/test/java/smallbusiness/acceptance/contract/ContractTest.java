package smallbusiness.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smallbusiness.acceptance.contract.Contract.Exchange;

/** Every deviation of a response from its document is reported. */
class ContractTest {

  private static final String LINEAGE = "/api/v1/orders/42/lineage";
  private static final String EVENT =
      """
      [{"topic": "sales.order", "key": "42", "sequence": 2, "type": "smallbusiness.events.OrderPlaced",
        "id": "a1", "time": "2026-11-25T10:00:00Z", "partition": 0, "kafka_offset": 7}]""";
  private static final String COLUMNS =
      "topic,key,sequence,type,id,time,partition,kafka_offset\r\n";
  private static final String PROBLEM =
      """
      {"type": "urn:problem:not-found", "title": "Not found", "status": 404, "detail": "No",
       "missing": ["an extension member"]}""";

  private final Contract contract =
      new Contract(new OpenApiDocument(OpenApiDocument.committed(Path.of("../.."))));

  @Test
  void a_documented_response_is_valid() {
    assertThat(found(LINEAGE, 200, "application/json", EVENT)).isEmpty();
    assertThat(found(LINEAGE, 200, "text/csv;charset=UTF-8", COLUMNS + "x,1,2,3")).isEmpty();
    assertThat(found(LINEAGE, 304, "", "")).isEmpty();
    assertThat(found("/api/v1/orders/42", 404, "application/problem+json", PROBLEM)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "sequence": 2            | "sequence": "2"        | /0/sequence string found
          "sequence": 2            | "sequence": null       | /0/sequence null found
          "sequence": 2,           |                        | required property 'sequence'
          "sequence": 2            | "sequence": 2, "so": 1 | property 'so'
          2026-11-25T10:00:00Z     | yesterday              | date-time
          }]                       | }                      | the body is not JSON
          """)
  void an_invalid_body_is_reported(String right, String wrong, String expected) {
    String body = EVENT.replace(right, wrong == null ? "" : wrong);

    assertThat(found(LINEAGE, 200, "application/json", body))
        .singleElement()
        .asString()
        .startsWith("GET " + LINEAGE + " answered 200: ")
        .contains(expected);
  }

  @ParameterizedTest
  @CsvSource({"201", "206", "302"})
  void an_undocumented_status_is_reported(int status) {
    assertThat(found(LINEAGE, status, "application/json", EVENT))
        .containsExactly(
            "GET %s answered %d: this status is not documented".formatted(LINEAGE, status));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/secrets",
    "/api/v1/orders/42/lineage/7",
    "/api/v2/orders",
    "/api/v1/orders/"
  })
  void an_undocumented_path_is_reported_unless_it_is_rejected(String path) {
    assertThat(found(path, 200, "application/json", EVENT))
        .containsExactly("GET " + path + " answered 200: path and method are not documented");
    assertThat(found(path, 404, "text/html", "<p>Not found")).hasSize(1);
    assertThat(found(path, 404, "application/problem+json", PROBLEM)).isEmpty();
  }

  @Test
  void an_undocumented_method_is_reported() {
    Exchange deletion =
        new Exchange("DELETE", "/api/v1/orders/42", "", 204, headers("", Map.of()), "");

    assertThat(contract.violations(deletion))
        .containsExactly(
            "DELETE /api/v1/orders/42 answered 204: path and method are not documented");
  }

  @Test
  void an_undocumented_media_type_is_reported() {
    assertThat(found(LINEAGE, 200, "text/plain", EVENT))
        .singleElement()
        .asString()
        .contains("text/plain");
    assertThat(found("/api/v1/orders/42", 404, "application/json", PROBLEM))
        .singleElement()
        .asString()
        .contains("application/json");
    assertThat(found(LINEAGE, 304, "application/json", EVENT)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"As-Of", "Staleness", "ETag"})
  void a_missing_header_is_reported(String name) {
    Map<String, String> less = new HashMap<>(Map.of(name, ""));

    assertThat(
            contract.violations(
                new Exchange("GET", LINEAGE, "", 200, headers("application/json", less), EVENT)))
        .singleElement()
        .asString()
        .endsWith("the header " + name + " is missing");
  }

  @Test
  void missing_and_additional_csv_columns_are_reported() {
    assertThat(found(LINEAGE, 200, "text/csv", COLUMNS.replace("key,", ""))).hasSize(1);
    assertThat(found(LINEAGE, 200, "text/csv", "colour," + COLUMNS)).hasSize(1);
  }

  @Test
  void a_sparse_request_may_omit_only_fields_of_the_row() {
    String some = "{\"id\": 42, \"lines\": [{\"item_id\": 7}]}";

    List<String> found =
        contract.violations(
            new Exchange(
                "GET",
                "/api/v1/orders/42",
                "fields=id,lines",
                200,
                headers("application/json", Map.of()),
                some));

    assertThat(found).isNotEmpty().allSatisfy(one -> assertThat(one).contains("/lines/0 "));
  }

  private List<String> found(String path, int status, String type, String body) {
    return contract.violations(
        new Exchange("GET", path, "", status, headers(type, Map.of()), body));
  }

  /**
   * Returns all required headers; {@code others} overrides them, and an empty value removes one.
   */
  private static HttpHeaders headers(String type, Map<String, String> others) {
    Map<String, String> all = new HashMap<>();
    all.put("Content-Type", type);
    all.put("As-Of", "warehouse=unknown");
    all.put("Staleness", "warehouse=unknown");
    all.put("ETag", "W/\"1\"");
    all.put("Retry-After", "1");
    all.putAll(others);
    all.values().removeIf(String::isEmpty);
    Map<String, List<String>> lists = new HashMap<>();
    all.forEach((name, value) -> lists.put(name, List.of(value)));
    return HttpHeaders.of(lists, (name, value) -> true);
  }
}
