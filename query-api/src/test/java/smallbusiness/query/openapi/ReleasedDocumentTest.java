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

/** No change breaks a client of the released version. */
class ReleasedDocumentTest {

  private static final Path RELEASED = Path.of("../docs/openapi/released.json");
  private static final Path COMMITTED = Path.of("../docs/openapi.json");

  @Test
  void a_client_of_the_released_version_goes_on() throws IOException {
    JsonNode released = read(RELEASED);

    assertThat(released.path("paths").size()).isPositive();
    assertThat(Breakages.between(released, read(COMMITTED))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          remove  | /components/schemas/Order/properties/total               | Order.total is gone
          remove  | /paths/~1api~1v1~1orders                                 | GET /api/v1/orders is gone
          remove  | /paths/~1api~1v1~1orders/get/responses/200/content/text~1csv | GET /api/v1/orders 200 text/csv is gone
          remove  | /paths/~1api~1v1~1orders/get/responses/200/headers/Link  | GET /api/v1/orders 200 header Link is gone
          remove  | /paths/~1api~1v1~1orders/get/parameters/0                | is gone
          string  | /components/schemas/Order/properties/total/type          | Order.total may be [string] now, and was [number]
          null    | /components/schemas/Order/properties/customer_id/type    | Order.customer_id may be [integer, null] now
          integer | /components/schemas/OrderLine/properties/price/type      | OrderLine.price may be [integer] now
          []      | /components/schemas/Order/required                       | Order.total may be absent now
          true    | /paths/~1api~1v1~1orders~1{id}/get/parameters/1/required | parameter fields is needed now
          ["a"]   | /paths/~1api~1v1~1orders~1{id}/get/parameters/1/schema/enum | takes only certain values now
          """)
  void what_would_break_one_is_named(String change, String place, String told) throws IOException {
    JsonNode broken = read(RELEASED);
    int slash = place.lastIndexOf('/');
    JsonNode parent = broken.at(place.substring(0, slash));
    String name = place.substring(slash + 1).replace("~1", "/");
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

    List<String> breakages = Breakages.between(read(RELEASED), broken);

    assertThat(breakages).anySatisfy(one -> assertThat(one).contains(told));
  }

  @Test
  void additions_break_nobody() throws IOException {
    JsonNode richer = read(RELEASED);
    ((ObjectNode) richer.at("/components/schemas/Order/properties"))
        .putObject("colour")
        .put("type", "string");
    ((ObjectNode) richer.path("paths")).putObject("/api/v1/colours").putObject("get");

    assertThat(Breakages.between(read(RELEASED), richer)).isEmpty();
  }

  private static JsonNode read(Path document) throws IOException {
    return JsonMapper.shared().readTree(Files.readString(document));
  }
}
