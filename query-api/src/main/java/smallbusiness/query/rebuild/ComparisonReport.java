package smallbusiness.query.rebuild;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What two generations have in common and what not, as a person reads it.
 *
 * @param live number of the generation that was live
 * @param shadow number of the other one
 * @param equal whether every table was compared and none differs
 * @param summary all of it in one line
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
   * @param decided whether both generations were seen at the same offsets; when not, nothing can be
   *     said, and there are no tables
   * @param offsets the offsets, by topic and partition
   */
  record OfTopic(String topic, boolean decided, Map<String, Long> offsets, List<OfTable> tables) {}

  /**
   * One table. Rows of figures that are all zero are left out: they say the same as no row.
   *
   * @param onlyLive rows of which the shadow read model has none with that key
   * @param onlyShadow the reverse
   * @param different rows of both with the same key and other values
   * @param samples some of those rows
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
      List<Sample> samples) {

    boolean equal() {
      return onlyLive == 0 && onlyShadow == 0 && different == 0;
    }

    private String summary() {
      return "%s (%d only live, %d only shadow, %d different)"
          .formatted(table, onlyLive, onlyShadow, different);
    }
  }

  /**
   * One row.
   *
   * @param live the columns that differ, or the whole row where there is no other one; null where
   *     there is none
   */
  record Sample(
      Map<String, JsonNode> key,
      @Nullable Map<String, JsonNode> live,
      @Nullable Map<String, JsonNode> shadow) {}

  /** The whole of what was found out about the feeds. */
  static ComparisonReport of(long live, long shadow, Instant at, String by, List<OfTopic> topics) {
    List<OfTable> tables = topics.stream().flatMap(topic -> topic.tables().stream()).toList();
    List<OfTable> differing = tables.stream().filter(table -> !table.equal()).toList();
    List<String> undecided =
        topics.stream().filter(topic -> !topic.decided()).map(OfTopic::topic).toList();
    String summary =
        "%d tables compared, %d differ".formatted(tables.size(), differing.size())
            + differing.stream()
                .map(OfTable::summary)
                .collect(joining(", ", ": ", ""))
                .replaceFirst("^: $", "")
            + (undecided.isEmpty() ? "" : "; undecided: " + String.join(", ", undecided));
    return new ComparisonReport(
        live, shadow, at, by, differing.isEmpty() && undecided.isEmpty(), summary, topics);
  }
}
