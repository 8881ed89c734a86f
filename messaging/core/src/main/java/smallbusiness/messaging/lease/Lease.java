package smallbusiness.messaging.lease;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * A lease that only one process holds at a time: a PostgreSQL advisory lock on a dedicated
 * connection. It ends with the connection, and so with the process. The holder notices a lost lease
 * only when it uses the connection, so work that must never run twice also needs fencing.
 */
public final class Lease implements AutoCloseable {

  private static final int ANSWER_SECONDS = 5;

  private final Connection connection;

  private Lease(Connection connection) {
    this.connection = connection;
  }

  /** Opens the connection that holds a lease. */
  @FunctionalInterface
  public interface ConnectionSource {
    Connection open() throws SQLException;
  }

  /**
   * Acquires the lease, or returns empty immediately if another process holds it.
   *
   * @param name identifies the lease within the database
   * @param idleLimit the server ends the lease if the connection is idle for longer; zero for no
   *     limit
   */
  public static Optional<Lease> tryAcquire(ConnectionSource source, String name, Duration idleLimit)
      throws SQLException {
    Connection connection = source.open();
    boolean acquired = false;
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT set_config('idle_session_timeout', ?, false),"
                + " pg_try_advisory_lock(hashtext(?))")) {
      statement.setString(1, idleLimit.toMillis() + "ms");
      statement.setString(2, name);
      try (ResultSet result = statement.executeQuery()) {
        acquired = result.next() && result.getBoolean(2);
      }
    } finally {
      if (!acquired) {
        connection.close();
      }
    }
    return acquired ? Optional.of(new Lease(connection)) : Optional.empty();
  }

  /** The connection that holds the lease; using it renews the lease. */
  public Connection connection() {
    return connection;
  }

  /**
   * Renews the lease.
   *
   * @throws SQLException if the lease is lost
   */
  public void renew() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("SELECT");
    }
  }

  /** Whether the lease is still held; waits some seconds for the database's answer. */
  public boolean isHeld() throws SQLException {
    return connection.isValid(ANSWER_SECONDS);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
