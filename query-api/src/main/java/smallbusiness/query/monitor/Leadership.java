package smallbusiness.query.monitor;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/**
 * Lets one replica at a time be the monitor: whoever holds an advisory lock, on a connection of its
 * own. The lock ends with the connection, and so with the process.
 */
@Component
class Leadership {

  /** Any number that no other advisory lock of this database has. */
  private static final long LOCK = 7_071_700_026L;

  private static final int ALIVE_SECONDS = 5;

  private final JdbcConnectionDetails database;
  private @Nullable Connection connection;

  Leadership(JdbcConnectionDetails database) {
    this.database = database;
  }

  /**
   * Whether this replica is the monitor now; becomes it when nobody is.
   *
   * @throws SQLException when the database cannot be asked
   */
  synchronized boolean held() throws SQLException {
    Connection current = connection;
    if (current != null) {
      if (current.isValid(ALIVE_SECONDS)) {
        return true;
      }
      release();
    }
    return take();
  }

  private boolean take() throws SQLException {
    Connection fresh =
        DriverManager.getConnection(
            database.getJdbcUrl(), database.getUsername(), database.getPassword());
    boolean taken = false;
    try (PreparedStatement lock = fresh.prepareStatement("select pg_try_advisory_lock(?)")) {
      lock.setLong(1, LOCK);
      try (ResultSet answer = lock.executeQuery()) {
        taken = answer.next() && answer.getBoolean(1);
      }
    } finally {
      if (!taken) {
        fresh.close();
      }
    }
    connection = taken ? fresh : null;
    return taken;
  }

  /** Whether this replica was the monitor when it last asked. */
  synchronized boolean isHeld() {
    return connection != null;
  }

  /** Lets another replica be the monitor. */
  synchronized void release() throws SQLException {
    Connection current = connection;
    connection = null;
    if (current != null) {
      current.close();
    }
  }
}
