package smallbusiness.benchmarks.reads;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import smallbusiness.messaging.testing.TestPostgres;

/**
 * Fills the read model with SQL like projectors would in two years: orders with two or three lines,
 * 20 orders per customer, 1,000 items. Nearly all orders are shipped and paid; the newest 1,000 are
 * open. The journal stays empty.
 */
final class ReadModelData implements AutoCloseable {

  static final int ITEMS = 1_000;
  static final int ORDERS_OF_CUSTOMER = 20;

  private final TestPostgres.Database database;
  private final Connection connection;

  ReadModelData(TestPostgres.Database database) throws SQLException {
    this.database = database;
    connection =
        DriverManager.getConnection(database.url(), database.username(), database.username());
  }

  /** Replaces all data. */
  void fill(long orders) throws SQLException {
    execute("set synchronous_commit = off");
    execute("set work_mem = '64MB'");
    for (String statement : FillStatements.STATEMENTS) {
      execute(
          statement
              .replace("${orders}", Long.toString(orders))
              .replace("${customers}", Long.toString(orders / ORDERS_OF_CUSTOMER))
              .replace("${items}", Integer.toString(ITEMS)));
    }
    execute("vacuum analyze");
    try (Connection superuser = TestPostgres.superuser("postgres");
        Statement statement = superuser.createStatement()) {
      statement.execute("checkpoint");
    }
  }

  /** Commits a transaction with a transaction id, which invalidates cached reads. */
  void change() throws SQLException {
    execute("select pg_current_xact_id()");
  }

  /** Returns the generic plan of a statement with ? for parameters. */
  List<String> plan(String sql) throws SQLException {
    StringBuilder numbered = new StringBuilder();
    int number = 0;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      numbered.append(c == '?' ? "$" + ++number : Character.toString(c));
    }
    List<String> lines = new ArrayList<>();
    Properties settings = new Properties();
    settings.put("user", database.username());
    settings.put("password", database.username());
    settings.put(
        "preferQueryMode", "simple"); // the extended protocol requires values for the parameters
    try (Connection simple = DriverManager.getConnection(database.url(), settings);
        Statement statement = simple.createStatement();
        ResultSet rows = statement.executeQuery("explain (generic_plan, costs off) " + numbered)) {
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
    }
    return lines;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
