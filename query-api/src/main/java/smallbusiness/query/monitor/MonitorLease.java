package smallbusiness.query.monitor;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;
import smallbusiness.messaging.lease.Lease;

/** Makes one replica at a time the monitor. Thread-safe. */
@Component
class MonitorLease {

  private final JdbcConnectionDetails database;
  private @Nullable Lease lease;

  MonitorLease(JdbcConnectionDetails database) {
    this.database = database;
  }

  /**
   * Whether this replica holds the lease, which it acquires when it is free.
   *
   * @throws SQLException when the database is unavailable
   */
  synchronized boolean acquire() throws SQLException {
    if (lease != null && !lease.isHeld()) {
      release();
    }
    if (lease == null) {
      lease = Lease.tryAcquire(this::connect, "monitor", Duration.ZERO).orElse(null);
    }
    return lease != null;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        database.getJdbcUrl(), database.getUsername(), database.getPassword());
  }

  /** Whether this replica held the lease at the last {@link #acquire}. */
  synchronized boolean isHeld() {
    return lease != null;
  }

  synchronized void release() throws SQLException {
    @Nullable Lease held = lease;
    lease = null;
    if (held != null) {
      held.close();
    }
  }
}
