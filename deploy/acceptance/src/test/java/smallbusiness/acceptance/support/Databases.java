package smallbusiness.acceptance.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The services' databases, for manual operations. */
public final class Databases {

  /** Names of the databases; the same as user name and password. */
  public static final List<String> ALL = List.of("warehouse", "sales", "accounting", "query");

  private Databases() {}

  /** Executes a statement and returns the number of changed rows. */
  public static int update(String database, String sql) {
    try (Connection connection = connect(database);
        var statement = connection.prepareStatement(sql)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(database, e);
    }
  }

  /** The open parked events of all services, with their reasons. */
  public static List<String> parked() {
    return ALL.stream()
        .flatMap(
            database ->
                texts(
                        database,
                        """
                    SELECT concat_ws(' ', feed, topic, key, reason) FROM messaging.parked
                    WHERE outcome IS NULL ORDER BY id LIMIT 20
                    """)
                    .stream()
                    .map(one -> database + ": " + one))
        .toList();
  }

  private static List<String> texts(String database, String sql) {
    try (Connection connection = connect(database);
        var statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(database, e);
    }
  }

  private static Connection connect(String database) throws SQLException {
    String url = "jdbc:postgresql://" + SystemUnderTest.run().address("postgres") + "/" + database;
    return DriverManager.getConnection(url, database, database);
  }

  /**
   * Pauses or resumes a system's relay as its endpoint does, even when the service is down. Takes
   * effect within a second.
   */
  public static void pauseRelay(String service, boolean pause) {
    int relays =
        update(
            service, "UPDATE messaging.relay_slot SET paused_at = " + (pause ? "now()" : "NULL"));
    if (relays != 1) {
      throw new IllegalStateException(service + " has " + relays + " relays");
    }
  }
}
