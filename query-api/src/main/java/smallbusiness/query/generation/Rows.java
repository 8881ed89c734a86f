package smallbusiness.query.generation;

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
class Rows {

  private final JdbcClient jdbc;
  private final int samples;

  Rows(JdbcClient jdbc, ReadModelProperties properties) {
    this.jdbc = jdbc;
    this.samples = properties.samples();
  }

  private record Sum(long rows, String checksum) {}

  private record Counts(long onlyLive, long onlyBeside, long different) {}

  /** Looks at single rows only where the checksums differ. */
  Comparison.OfTable compare(Table table) {
    Sum live = sum(table, "public");
    Sum beside = sum(table, "beside");
    Counts counts = new Counts(0, 0, 0);
    List<Comparison.Sample> some = List.of();
    if (!live.equals(beside)) {
      counts = counts(table);
      some = samples(table);
    }
    return new Comparison.OfTable(
        table.name(),
        live.rows(),
        beside.rows(),
        live.checksum(),
        beside.checksum(),
        counts.onlyLive(),
        counts.onlyBeside(),
        counts.different(),
        some);
  }

  private Sum sum(Table table, String schema) {
    return jdbc.sql(table.sum(schema))
        .query((row, index) -> new Sum(row.getLong("rows"), row.getString("checksum")))
        .single();
  }

  private Counts counts(Table table) {
    return jdbc.sql(table.counts())
        .query(
            (row, index) ->
                new Counts(
                    row.getLong("only_live"), row.getLong("only_beside"), row.getLong("different")))
        .single();
  }

  private List<Comparison.Sample> samples(Table table) {
    return jdbc.sql(table.samples())
        .param(samples)
        .query(
            (row, index) ->
                sample(
                    table.key(), columns(row.getString("live")), columns(row.getString("beside"))))
        .list();
  }

  private static Comparison.Sample sample(
      List<String> key,
      @Nullable Map<String, JsonNode> live,
      @Nullable Map<String, JsonNode> beside) {
    Map<String, JsonNode> either = live == null ? beside : live;
    Map<String, JsonNode> named = new LinkedHashMap<>();
    if (either != null) {
      key.forEach(column -> named.put(column, either.getOrDefault(column, NullNode.getInstance())));
    }
    if (live == null || beside == null) {
      return new Comparison.Sample(named, live, beside);
    }
    Set<String> differing = new TreeSet<>(live.keySet());
    differing.removeIf(column -> same(live.get(column), beside.get(column)));
    Map<String, JsonNode> liveOnly = new LinkedHashMap<>(live);
    Map<String, JsonNode> besideOnly = new LinkedHashMap<>(beside);
    liveOnly.keySet().retainAll(differing);
    besideOnly.keySet().retainAll(differing);
    return new Comparison.Sample(named, liveOnly, besideOnly);
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
