package smallbusiness.query.rebuild;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * One table of a generation, and the statements that compare it with its like.
 *
 * @param key the columns of its primary key
 * @param figures the other columns, where all of them are numbers that projectors keep by
 *     differences: then a row of zeros says the same as no row, and which of the two there is
 *     depends on how events fell into batches; empty for other tables
 */
record ComparedTable(String name, List<String> key, List<String> figures) {

  /** How many rows there are on one side, and a checksum that their order does not change. */
  String sum(String schema) {
    return """
    select count(*) as rows,
      lpad(to_hex(coalesce(bit_xor(hash_record_extended(t, 0)), 0)), 16, '0') as checksum
    from %s t
    """
        .formatted(side(schema));
  }

  /** How many rows are only live, only shadow, or on both sides and different. */
  String counts() {
    String first = quoted(key.getFirst());
    return """
    select count(*) filter (where b.%1$s is null) as only_live,
      count(*) filter (where l.%1$s is null) as only_shadow,
      count(*) filter (where l.%1$s = b.%1$s) as different
    %2$s
    """
        .formatted(first, differing());
  }

  /** Some rows that differ, each with both sides as JSON; takes the limit as its parameter. */
  String samples() {
    String order =
        key.stream()
            .map(ComparedTable::quoted)
            .map(column -> "coalesce(l.%1$s, b.%1$s)".formatted(column))
            .collect(joining(", "));
    return "select to_jsonb(l) as live, to_jsonb(b) as shadow %s order by %s limit ?"
        .formatted(differing(), order);
  }

  private String differing() {
    String same =
        key.stream()
            .map(ComparedTable::quoted)
            .map(column -> "l.%1$s = b.%1$s".formatted(column))
            .collect(joining(" and "));
    return "from %s l full join %s b on %s where l is distinct from b"
        .formatted(side("public"), side("shadow"), same);
  }

  private String side(String schema) {
    String rows = "select * from " + schema + "." + quoted(name);
    String zero = figures.stream().map(column -> quoted(column) + " = 0").collect(joining(" and "));
    return figures.isEmpty() ? "(" + rows + ")" : "(" + rows + " where not (" + zero + "))";
  }

  private static String quoted(String identifier) {
    return '"' + identifier + '"';
  }
}
