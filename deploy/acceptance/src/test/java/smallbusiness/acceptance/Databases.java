package smallbusiness.acceptance;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** The services' databases, for what an operator does there by hand. */
final class Databases {

  /** Each is also its owner's name and password. */
  static final List<String> ALL = List.of("warehouse", "sales", "accounting", "query");

  private Databases() {}

  /** Carries out one statement and returns how many rows it changed. */
  static int update(String database, String sql) {
    String url = "jdbc:postgresql://" + TheSystem.run().address("postgres") + "/" + database;
    try (Connection connection = DriverManager.getConnection(url, database, database);
        var statement = connection.prepareStatement(sql)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(database, e);
    }
  }

  /**
   * Pauses a system's relay, or lets it go on, as its own endpoint does; takes effect within a
   * second, also when the service is down.
   */
  static void pauseRelay(String service, boolean pause) {
    int relays =
        update(
            service, "UPDATE messaging.relay_slot SET paused_at = " + (pause ? "now()" : "NULL"));
    if (relays != 1) {
      throw new IllegalStateException(service + " has " + relays + " relays");
    }
  }
}
