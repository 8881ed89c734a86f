package smallbusiness.query.monitor;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;
import smallbusiness.messaging.lease.Lease;

/** Makes one replica at a time the monitor: the holder of a lease. */
@Component
class Leadership {

  private final JdbcConnectionDetails database;
  private @Nullable Lease lease;

  Leadership(JdbcConnectionDetails database) {
    this.database = database;
  }

  /**
   * Whether this replica is the monitor; acquires the lease if it is free.
   *
   * @throws SQLException if the database cannot be asked
   */
  synchronized boolean held() throws SQLException {
    Lease current = lease;
    if (current != null) {
      if (current.isHeld()) {
        return true;
      }
      release();
    }
    lease =
        Lease.tryAcquire(
                () ->
                    DriverManager.getConnection(
                        database.getJdbcUrl(), database.getUsername(), database.getPassword()),
                "monitor",
                Duration.ZERO)
            .orElse(null);
    return lease != null;
  }

  /** Whether this replica held the lease when it last asked. */
  synchronized boolean isHeld() {
    return lease != null;
  }

  /** Releases the lease, so that another replica can become the monitor. */
  synchronized void release() throws SQLException {
    Lease current = lease;
    lease = null;
    if (current != null) {
      current.close();
    }
  }
}
