package smallbusiness.query.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The document has no breaking changes since the released version. */
class ReleasedDocumentTest {

  private static final Path RELEASED = Path.of("../docs/openapi/released.json");
  private static final Path COMMITTED = Path.of("../docs/openapi.json");

  @Test
  void a_client_of_the_released_version_keeps_working() throws IOException {
    JsonNode released = read(RELEASED);

    assertThat(released.path("paths").size()).isPositive();
    assertThat(BreakingChanges.between(released, read(COMMITTED))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          remove  | /components/schemas/Order/properties/total               | Order.total was removed
          remove  | /paths/~1api~1v1~1orders                                 | GET /api/v1/orders was removed
          remove  | /paths/~1api~1v1~1orders/get/responses/200/content/text~1csv | GET /api/v1/orders 200 text/csv was removed
          remove  | /paths/~1api~1v1~1orders/get/responses/200/headers/Link  | GET /api/v1/orders 200 header Link was removed
          remove  | /paths/~1api~1v1~1orders/get/parameters/0                | was removed
          string  | /components/schemas/Order/properties/total/type          | Order.total is now [string], was [number]
          null    | /components/schemas/Order/properties/customer_id/type    | Order.customer_id is now [integer, null]
          integer | /components/schemas/OrderLine/properties/price/type      | OrderLine.price is now [integer]
          []      | /components/schemas/Order/required                       | Order.total is no longer required
          true    | /paths/~1api~1v1~1orders~1{id}/get/parameters/1/required | parameter fields is now required
          ["a"]   | /paths/~1api~1v1~1orders~1{id}/get/parameters/1/schema/enum | accepts only certain values now
          """)
  void each_breaking_change_is_named(String change, String pointer, String description)
      throws IOException {
    JsonNode broken = read(RELEASED);
    int slash = pointer.lastIndexOf('/');
    JsonNode parent = broken.at(pointer.substring(0, slash));
    String name = pointer.substring(slash + 1).replace("~1", "/");
    switch (change) {
      case "remove" -> {
        if (parent instanceof ArrayNode array) {
          array.remove(Integer.parseInt(name));
        } else {
          assertThat(((ObjectNode) parent).remove(name)).isNotNull();
        }
      }
      case "null" -> {
        ObjectNode schema = (ObjectNode) parent;
        String before = schema.path(name).asString();
        schema.putArray(name).add(before).add("null");
      }
      case "string", "integer" -> ((ObjectNode) parent).put(name, change);
      default -> ((ObjectNode) parent).set(name, JsonMapper.shared().readTree(change));
    }

    List<String> changes = BreakingChanges.between(read(RELEASED), broken);

    assertThat(changes).anySatisfy(one -> assertThat(one).contains(description));
  }

  @Test
  void additions_are_not_breaking() throws IOException {
    JsonNode richer = read(RELEASED);
    ((ObjectNode) richer.at("/components/schemas/Order/properties"))
        .putObject("colour")
        .put("type", "string");
    ((ObjectNode) richer.path("paths")).putObject("/api/v1/colours").putObject("get");

    assertThat(BreakingChanges.between(read(RELEASED), richer)).isEmpty();
  }

  private static JsonNode read(Path document) throws IOException {
    return JsonMapper.shared().readTree(Files.readString(document));
  }
}
