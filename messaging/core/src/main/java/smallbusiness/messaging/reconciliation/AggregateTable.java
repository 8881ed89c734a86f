package smallbusiness.messaging.reconciliation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import smallbusiness.schemas.Topic;

/**
 * Where a database keeps the aggregates of a topic, and what of them is stated. Their owner has one
 * and whoever follows has one; for the checksums to agree, the fields must have the same names in
 * the same order and come to the same texts.
 *
 * @param topic names the aggregate
 * @param table the table that has a row for each, which the expressions know as {@code t}; it has a
 *     column {@code version}
 * @param id the column of the identifier, by which the table is indexed
 * @param counts condition for the rows that count
 * @param fields SQL expressions for what is stated, by name; each is stated as its text, or null
 */
public record AggregateTable(
    Topic topic, String table, String id, String counts, Map<String, String> fields) {

  /** Keeps the order of the fields. */
  public AggregateTable {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** All rows of a table, of which nothing but the version is stated yet. */
  public static AggregateTable of(Topic topic, String table, String id) {
    return new AggregateTable(topic, table, id, "true", Map.of());
  }

  /** The same of those rows alone for which an SQL condition holds. */
  public AggregateTable where(String condition) {
    return new AggregateTable(topic, table, id, condition, fields);
  }

  /** The same with one field more, which is the column of that name. */
  public AggregateTable with(String column) {
    return with(column, "t." + column);
  }

  /** The same with one field more, which is what an SQL expression comes to. */
  public AggregateTable with(String name, String expression) {
    Map<String, String> more = new LinkedHashMap<>(fields);
    more.put(name, expression);
    return new AggregateTable(topic, table, id, counts, more);
  }

  /** The same with a moment as one field more: in UTC, to the microsecond. */
  public AggregateTable withMoment(String column) {
    return with(
        column,
        "to_char(t.%s at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')".formatted(column));
  }

  /**
   * The same with one field more whose value nobody is to read in a report: its MD5 is stated in
   * its place.
   */
  public AggregateTable withConcealed(String column) {
    return with(column, "md5(t.%s)".formatted(column));
  }

  /** A query for {@code id}, {@code version} and the fields. */
  String rows() {
    String stated =
        fields.entrySet().stream()
            .map(field -> ", (%s)::text as \"%s\"".formatted(field.getValue(), field.getKey()))
            .collect(Collectors.joining());
    return "select t.%s as id, t.version%s from %s t where %s".formatted(id, stated, table, counts);
  }

  /**
   * A query for {@code id}, {@code version} and {@code checksum}: 60 bits of the MD5 of the whole
   * row, which tells fields, nulls and empty texts apart.
   */
  String checksums() {
    return "select id, version, ('x' || left(md5(stated::text), 15))::bit(60)::bigint as checksum"
        + " from (%s) stated".formatted(rows());
  }
}
