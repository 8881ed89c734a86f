package smallbusiness.acceptance.readyourwrites;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import smallbusiness.acceptance.support.Http;
import tools.jackson.databind.JsonNode;

/**
 * A write, and what reads of the single API must return after it.
 *
 * @param subject the changed resource; a later write to it replaces this one
 * @param token the consistency token; empty if the response was lost
 */
record Write(String subject, String token, List<Expectation> expectations) {

  /**
   * What a read must return.
   *
   * @param row JSON pointer to the array that contains the element; empty for the resource itself
   * @param id id of the element
   * @param version the minimum version of the element; 0 if it has none
   * @param fields the written values of fields that no other client changes
   */
  record Expectation(String path, String row, long id, long version, Map<String, Object> fields) {

    /** Describes what is missing in a response; empty if it contains the change. */
    Optional<String> missingIn(Http.Answer answer) {
      JsonNode shown = answer.body();
      if (answer.status() == 404) {
        return Optional.of("not found");
      }
      if (!row.isEmpty()) {
        Optional<JsonNode> element =
            shown.at(row).valueStream().filter(one -> one.path("id").asLong() == id).findFirst();
        if (element.isEmpty()) {
          return Optional.of(id + " is not among " + row);
        }
        shown = element.get();
      }
      if (shown.path("version").asLong(0) < version) {
        return Optional.of("version %s instead of %d".formatted(shown.path("version"), version));
      }
      for (Map.Entry<String, Object> field : fields.entrySet()) {
        JsonNode value = shown.path(field.getKey());
        if (!same(field.getValue(), value)) {
          return Optional.of("%s instead of %s".formatted(value, field));
        }
      }
      return Optional.empty();
    }

    private static boolean same(Object written, JsonNode shown) {
      return switch (written) {
        case BigDecimal amount -> shown.isNumber() && amount.compareTo(shown.decimalValue()) == 0;
        case Long number -> shown.isNumber() && number == shown.asLong();
        default -> written.toString().equals(shown.asString(""));
      };
    }
  }
}
