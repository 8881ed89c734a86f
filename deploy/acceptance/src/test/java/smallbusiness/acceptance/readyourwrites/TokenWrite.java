package smallbusiness.acceptance.readyourwrites;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import smallbusiness.acceptance.support.Http;
import tools.jackson.databind.JsonNode;

/**
 * A command that was carried out, and where the single API shows it.
 *
 * @param subject what was changed; a later write to the same replaces this one
 * @param token as the command answered it; empty when that answer was lost
 */
record TokenWrite(String subject, String token, List<Sight> sights) {

  /**
   * One place that shows the change.
   *
   * @param row JSON pointer to an array, of which the element with the {@code id} is meant; empty
   *     for the resource itself
   * @param id the number of that element
   * @param version the least version of the element that shows the change; 0 where it has none
   * @param fields what nobody else changes, as it was written
   */
  record Sight(String path, String row, long id, long version, Map<String, Object> fields) {

    /** In words what an answer lacks of the change; empty when it shows it. */
    Optional<String> missingIn(Http.Answer answer) {
      JsonNode shown = answer.body();
      if (answer.status() == 404) {
        return Optional.of("not there");
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
