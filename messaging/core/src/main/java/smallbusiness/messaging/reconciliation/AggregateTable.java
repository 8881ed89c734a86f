package smallbusiness.messaging.reconciliation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import smallbusiness.messaging.reconciliation.PublishedState.Field;
import smallbusiness.schemas.Topic;

/**
 * The table in which a database stores the aggregates of a topic. The owning system declares one as
 * a bean, and so does the read model.
 *
 * @param table a table with one row per aggregate and a column {@code version}; expressions refer
 *     to it as {@code t}
 * @param id the indexed column of the identifier
 * @param condition SQL condition that selects the rows to compare
 * @param fields the compared fields
 * @param sources SQL expressions for the fields that are not in the column of their name
 */
public record AggregateTable(
    Topic topic,
    String table,
    String id,
    String condition,
    List<Field> fields,
    Map<String, String> sources) {

  public AggregateTable {
    fields = List.copyOf(fields);
    sources = Map.copyOf(sources);
  }

  /** All rows of a table, with each field of the published state in the column of its name. */
  public static AggregateTable of(Topic topic, String table, String id) {
    return new AggregateTable(topic, table, id, "true", PublishedState.of(topic), Map.of());
  }

  /** Returns a copy with only those rows that meet an SQL condition. */
  public AggregateTable where(String rows) {
    return new AggregateTable(topic, table, id, rows, fields, sources);
  }

  /**
   * Returns a copy that reads a field from an expression instead of the column of its name.
   *
   * @param source SQL expression; for a list, a query for its elements
   */
  public AggregateTable with(String field, String source) {
    if (!fieldNames().contains(field)) {
      throw new IllegalArgumentException(topic + " publishes no field " + field);
    }
    Map<String, String> more = new HashMap<>(sources);
    more.put(field, source);
    return new AggregateTable(topic, table, id, condition, fields, more);
  }

  /** The names of the fields, in order. */
  public List<String> fieldNames() {
    return fields.stream().map(Field::name).toList();
  }

  /** A query for {@code id}, {@code version} and the fields as canonical text. */
  String rows() {
    String columns =
        fields.stream()
            .map(
                field ->
                    ", (%s) as \"%s\""
                        .formatted(
                            field.canonical(sources.getOrDefault(field.name(), field.column())),
                            field.name()))
            .collect(Collectors.joining());
    return "select t.%s as id, t.version%s from %s t where %s"
        .formatted(id, columns, table, condition);
  }

  /** A query for {@code id}, {@code version} and {@code checksum}. */
  String checksums() {
    return "select id, version, %s as checksum from (%s) hashed"
        .formatted(RowHash.of("hashed"), rows());
  }
}
