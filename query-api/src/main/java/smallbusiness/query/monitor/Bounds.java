package smallbusiness.query.monitor;

/** Statements that cut a table into pieces along an index. */
final class Bounds {

  /** For what can only be looked at as a whole. */
  static final String WHOLE = "select cast(null as bigint) from (select :from, :chunk) as asked";

  private Bounds() {}

  /** Pieces of a table along a column that an index leads with. */
  static String of(String table, String column) {
    return """
    select max(place) from (
      select %2$s as place from %1$s where %2$s >= :from order by %2$s limit :chunk) piece
    """
        .formatted(table, column);
  }
}
