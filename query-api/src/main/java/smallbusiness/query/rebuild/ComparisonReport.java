package smallbusiness.query.rebuild;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The differences between the live read model and the shadow.
 *
 * @param live number of the live generation
 * @param shadow number of the shadow or previous generation
 * @param equal whether every table was compared and none differs
 * @param summary the result in one line
 */
record ComparisonReport(
    long live,
    long shadow,
    Instant at,
    String by,
    boolean equal,
    String summary,
    List<OfTopic> topics) {

  /**
   * The tables that show the events of one topic.
   *
   * @param decided whether both read models were read at the same offsets; if false, no table was
   *     compared
   * @param offsets the offsets, by partition
   */
  record OfTopic(String topic, boolean decided, Map<String, Long> offsets, List<OfTable> tables) {}

  /**
   * One table. Rows whose totals are all zero are ignored.
   *
   * @param onlyLive number of rows whose key the shadow does not have
   * @param onlyShadow number of rows whose key the live one does not have
   * @param different number of rows with the same key and other values
   * @param samples some of these rows: the key, and the differing values of each side
   */
  record OfTable(
      String table,
      long rowsLive,
      long rowsShadow,
      String checksumLive,
      String checksumShadow,
      long onlyLive,
      long onlyShadow,
      long different,
      JsonNode samples) {

    boolean equal() {
      return onlyLive == 0 && onlyShadow == 0 && different == 0;
    }
  }

  static ComparisonReport of(long live, long shadow, Instant at, String by, List<OfTopic> topics) {
    List<OfTable> tables = topics.stream().flatMap(topic -> topic.tables().stream()).toList();
    String differing =
        tables.stream()
            .filter(table -> !table.equal())
            .map(
                table ->
                    "%s (%d only live, %d only shadow, %d different)"
                        .formatted(
                            table.table(), table.onlyLive(), table.onlyShadow(), table.different()))
            .collect(joining(", "));
    String undecided =
        topics.stream()
            .filter(topic -> !topic.decided())
            .map(OfTopic::topic)
            .collect(joining(", "));
    String summary =
        "%d tables compared, %d differ%s%s"
            .formatted(
                tables.size(),
                tables.stream().filter(table -> !table.equal()).count(),
                differing.isEmpty() ? "" : ": " + differing,
                undecided.isEmpty() ? "" : "; undecided: " + undecided);
    return new ComparisonReport(
        live, shadow, at, by, differing.isEmpty() && undecided.isEmpty(), summary, topics);
  }
}
