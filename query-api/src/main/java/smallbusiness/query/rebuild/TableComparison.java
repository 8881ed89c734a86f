package smallbusiness.query.rebuild;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.query.sql.JsonColumn;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** Compares the rows of a table of both generations, within the caller's snapshot. */
@Component
class TableComparison {

  private final JdbcClient jdbc;
  private final int samples;

  TableComparison(JdbcClient jdbc, ReadModelProperties properties) {
    this.jdbc = jdbc;
    this.samples = properties.samples();
  }

  private record Sum(long rows, String checksum) {}

  private record Counts(long onlyLive, long onlyShadow, long different) {}

  /** Looks at single rows only where the checksums differ. */
  ComparisonReport.OfTable compare(ComparedTable table) {
    Sum live = sum(table, "public");
    Sum shadow = sum(table, "shadow");
    Counts counts = new Counts(0, 0, 0);
    List<ComparisonReport.Sample> some = List.of();
    if (!live.equals(shadow)) {
      counts = counts(table);
      some = samples(table);
    }
    return new ComparisonReport.OfTable(
        table.name(),
        live.rows(),
        shadow.rows(),
        live.checksum(),
        shadow.checksum(),
        counts.onlyLive(),
        counts.onlyShadow(),
        counts.different(),
        some);
  }

  private Sum sum(ComparedTable table, String schema) {
    return jdbc.sql(table.sum(schema))
        .query((row, index) -> new Sum(row.getLong("rows"), row.getString("checksum")))
        .single();
  }

  private Counts counts(ComparedTable table) {
    return jdbc.sql(table.counts())
        .query(
            (row, index) ->
                new Counts(
                    row.getLong("only_live"), row.getLong("only_shadow"), row.getLong("different")))
        .single();
  }

  private List<ComparisonReport.Sample> samples(ComparedTable table) {
    return jdbc.sql(table.samples())
        .param(samples)
        .query(
            (row, index) ->
                sample(
                    table.key(), columns(row.getString("live")), columns(row.getString("shadow"))))
        .list();
  }

  private static ComparisonReport.Sample sample(
      List<String> key,
      @Nullable Map<String, JsonNode> live,
      @Nullable Map<String, JsonNode> shadow) {
    Map<String, JsonNode> either = live == null ? shadow : live;
    Map<String, JsonNode> named = new LinkedHashMap<>();
    if (either != null) {
      key.forEach(column -> named.put(column, either.getOrDefault(column, NullNode.getInstance())));
    }
    if (live == null || shadow == null) {
      return new ComparisonReport.Sample(named, live, shadow);
    }
    Set<String> differing = new TreeSet<>(live.keySet());
    differing.removeIf(column -> same(live.get(column), shadow.get(column)));
    Map<String, JsonNode> liveOnly = new LinkedHashMap<>(live);
    Map<String, JsonNode> shadowOnly = new LinkedHashMap<>(shadow);
    liveOnly.keySet().retainAll(differing);
    shadowOnly.keySet().retainAll(differing);
    return new ComparisonReport.Sample(named, liveOnly, shadowOnly);
  }

  /** As PostgreSQL compares: 1.0 is 1.00. */
  private static boolean same(@Nullable JsonNode one, @Nullable JsonNode other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue()) == 0;
    }
    return one.equals(other);
  }

  /** The columns in the table's order; null where there is no row. */
  private static @Nullable Map<String, JsonNode> columns(@Nullable String row) {
    if (row == null) {
      return null;
    }
    Map<String, JsonNode> columns = new LinkedHashMap<>();
    JsonColumn.read(row)
        .properties()
        .forEach(entry -> columns.put(entry.getKey(), entry.getValue()));
    return columns;
  }
}
