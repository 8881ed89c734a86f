package smallbusiness.messaging.reconciliation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import smallbusiness.messaging.reconciliation.PublishedState.Field;
import smallbusiness.schemas.Topic;

/**
 * Where a database keeps the aggregates of a topic. The owning system declares one as a bean, and
 * so does the read model.
 *
 * @param table has a row for each aggregate, with a column {@code version}; expressions know it as
 *     {@code t}
 * @param id the indexed column of the identifier
 * @param condition SQL condition for the rows that count
 * @param fields what is compared
 * @param sources SQL expressions for the fields that are not in the column of their name
 */
public record AggregateTable(
    Topic topic,
    String table,
    String id,
    String condition,
    List<Field> fields,
    Map<String, String> sources) {

  /** Takes copies. */
  public AggregateTable {
    fields = List.copyOf(fields);
    sources = Map.copyOf(sources);
  }

  /** All rows of a table, with each field of the published state in the column of its name. */
  public static AggregateTable of(Topic topic, String table, String id) {
    return new AggregateTable(topic, table, id, "true", PublishedState.of(topic), Map.of());
  }

  /** The same with only those rows that meet an SQL condition. */
  public AggregateTable where(String rows) {
    return new AggregateTable(topic, table, id, rows, fields, sources);
  }

  /**
   * The same with a field that is not in the column of its name.
   *
   * @param source an SQL expression; of a list, a query for its elements
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
