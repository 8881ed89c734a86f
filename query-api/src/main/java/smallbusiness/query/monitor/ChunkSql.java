package smallbusiness.query.monitor;

/** Queries that split a table into chunks: they return the last key of the chunk after a key. */
final class ChunkSql {

  /** For a table that can only be checked as a whole. */
  static final String WHOLE =
      "select cast(null as bigint) from (select :from, :chunk) as parameters";

  private ChunkSql() {}

  /** Chunks along a column that an index starts with. */
  static String of(String table, String column) {
    return """
    select max(row_key) from (
      select %2$s as row_key from %1$s where %2$s >= :from order by %2$s limit :chunk) chunk
    """
        .formatted(table, column);
  }
}
