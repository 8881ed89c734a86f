package smallbusiness.messaging.relay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * A lock that one replica at a time holds while it takes over or repairs. It is kept by a database
 * connection of its own, which the server ends when it has been silent for too long: a replica that
 * is frozen or cut off does not keep the others out. It saves replicas from getting in each other's
 * way, no more; what must not happen twice is prevented by Kafka's fencing.
 */
final class Lease implements AutoCloseable {

  private final Connection connection;

  private Lease(Connection connection) {
    this.connection = connection;
  }

  /**
   * Takes the lock, or returns empty at once when another replica has it.
   *
   * @param silence how long the holder may say nothing before it loses the lock
   */
  static Optional<Lease> take(RelayConnection database, String name, Duration silence)
      throws SQLException {
    Connection connection = database.open();
    try {
      if (acquire(connection, name, silence)) {
        return Optional.of(new Lease(connection));
      }
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
    connection.close();
    return Optional.empty();
  }

  private static boolean acquire(Connection connection, String name, Duration silence)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT set_config('idle_session_timeout', ?, false),"
                + " pg_try_advisory_lock(hashtext(?))")) {
      statement.setString(1, silence.toMillis() + "ms");
      statement.setString(2, name);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getBoolean(2);
      }
    }
  }

  /** The connection that keeps the lock; using it renews the lease. */
  Connection connection() {
    return connection;
  }

  /**
   * Tells the server that the holder is at work.
   *
   * @throws SQLException when the lock is lost
   */
  void renew() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("SELECT");
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
