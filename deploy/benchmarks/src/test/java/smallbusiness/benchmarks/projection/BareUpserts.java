package smallbusiness.benchmarks.projection;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import smallbusiness.messaging.testing.TestPostgres;

/**
 * Copies a table of the read model with plain upserts, without Kafka, events or totals: the time
 * that the database alone needs.
 */
final class BareUpserts implements AutoCloseable {

  private final Connection connection;
  private final String table;
  private final String copy;
  private final List<String> columns = new ArrayList<>();
  private final List<String> types = new ArrayList<>();
  private final Map<String, String[]> rows = new LinkedHashMap<>();

  /** Reads the table and creates an empty copy with the same keys and indexes. */
  BareUpserts(TestPostgres.Database database, String table, String key) throws SQLException {
    this.table = table;
    this.copy = "copy_of_" + table.replace('.', '_');
    connection =
        DriverManager.getConnection(database.url(), database.username(), database.username());
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists " + copy);
      statement.execute("create table " + copy + " (like " + table + " including all)");
      describe(statement);
      read(statement, key);
    }
    connection.setAutoCommit(false);
  }

  private void describe(Statement statement) throws SQLException {
    try (ResultSet found =
        statement.executeQuery(
            """
            select attname, format_type(atttypid, null) from pg_attribute
            where attrelid = '%s'::regclass and attnum > 0 and not attisdropped
              and attgenerated = '' and attidentity = '' order by attnum
            """
                .formatted(copy))) {
      while (found.next()) {
        columns.add(found.getString(1));
        types.add(found.getString(2));
      }
    }
  }

  private void read(Statement statement, String key) throws SQLException {
    String texts = columns.stream().map(column -> column + "::text").collect(joining(", "));
    try (ResultSet found =
        statement.executeQuery("select %s, %s from %s".formatted(key, texts, table))) {
      while (found.next()) {
        String[] row = new String[columns.size()];
        for (int column = 0; column < row.length; column++) {
          row[column] = found.getString(column + 2);
        }
        rows.put(found.getString(1), row);
      }
    }
  }

  /**
   * Upserts the rows of the keys in their order, one transaction per batch.
   *
   * @param together whether a batch is one statement instead of one per key
   */
  void write(List<String> keys, int batch, boolean together, String conflict) throws SQLException {
    String upsert =
        "insert into %s (%s) select * from unnest(%s) on conflict %s"
            .formatted(
                copy,
                String.join(", ", columns),
                types.stream().map(type -> "?::" + type + "[]").collect(joining(", ")),
                conflict.replace("${assignments}", assignments()));
    try (PreparedStatement statement = connection.prepareStatement(upsert)) {
      for (int from = 0; from < keys.size(); from += batch) {
        List<String> some = keys.subList(from, Math.min(keys.size(), from + batch));
        if (together) {
          write(statement, some.stream().distinct().map(this::row).toList());
        } else {
          for (String key : some) {
            write(statement, List.<String[]>of(row(key)));
          }
        }
        connection.commit();
      }
    }
  }

  private String[] row(String key) {
    String[] row = rows.get(key);
    if (row == null) {
      throw new IllegalStateException("Row " + key + " is missing in " + table);
    }
    return row;
  }

  private void write(PreparedStatement statement, List<String[]> batch) throws SQLException {
    for (int column = 0; column < columns.size(); column++) {
      String[] values = new String[batch.size()];
      for (int row = 0; row < values.length; row++) {
        values[row] = batch.get(row)[column];
      }
      statement.setArray(column + 1, connection.createArrayOf("text", values));
    }
    statement.executeUpdate();
  }

  private String assignments() {
    return columns.stream().map(name -> name + " = excluded." + name).collect(joining(", "));
  }

  /** The number of rows in the copy. */
  long count() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("select count(*) from " + copy)) {
      count.next();
      return count.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
