package smallbusiness.messaging.consistency;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;

/** Receives the notifications of other replicas on a dedicated connection. */
final class VisibilityListener implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(VisibilityListener.class);

  /** Longest wait for a notification before checking whether to stop. */
  private static final int WAIT_MILLIS = 1000;

  private static final int RETRY_MILLIS = 1000;

  private final JdbcConnectionDetails database;
  private final PendingReads reads;
  private final UUID replica;
  private volatile CountDownLatch stopping = new CountDownLatch(0);
  private @Nullable Thread thread;

  VisibilityListener(JdbcConnectionDetails database, PendingReads reads, UUID replica) {
    this.database = database;
    this.reads = reads;
    this.replica = replica;
  }

  private void listen() {
    while (!stopped()) {
      try (Connection connection =
              DriverManager.getConnection(
                  database.getJdbcUrl(), database.getUsername(), database.getPassword());
          Statement statement = connection.createStatement()) {
        statement.execute("LISTEN " + VisibilityNotification.CHANNEL);
        follow(connection.unwrap(PGConnection.class));
      } catch (SQLException e) {
        LOG.warn(
            "Cannot receive visibility notifications of other replicas; reconnecting in 1 s", e);
        pause();
      }
    }
  }

  private void follow(PGConnection connection) throws SQLException {
    while (!stopped()) {
      for (PGNotification notice : connection.getNotifications(WAIT_MILLIS)) {
        reads.moved(VisibilityNotification.read(notice.getParameter(), replica));
      }
    }
  }

  private boolean stopped() {
    return stopping.getCount() == 0;
  }

  private void pause() {
    try {
      if (stopping.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.debug("Stopping");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping.countDown();
    }
  }

  @Override
  public synchronized void start() {
    stopping = new CountDownLatch(1);
    thread = Thread.ofPlatform().name("visibility-listener").daemon().start(this::listen);
  }

  @Override
  public synchronized void stop() {
    stopping.countDown();
    thread = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }
}
