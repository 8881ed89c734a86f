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

/** Listens to what other replicas have applied, on a connection of its own. */
final class Notices implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

  /** How long one look at the connection lasts; a notice ends it at once. */
  private static final int LOOK_MILLIS = 1000;

  private static final int RETRY_MILLIS = 1000;

  private final JdbcConnectionDetails database;
  private final WaitingRoom room;
  private final UUID replica;
  private volatile CountDownLatch stopping = new CountDownLatch(0);
  private @Nullable Thread thread;

  Notices(JdbcConnectionDetails database, WaitingRoom room, UUID replica) {
    this.database = database;
    this.room = room;
    this.replica = replica;
  }

  private void listen() {
    while (!stopped()) {
      try (Connection connection =
              DriverManager.getConnection(
                  database.getJdbcUrl(), database.getUsername(), database.getPassword());
          Statement statement = connection.createStatement()) {
        statement.execute("LISTEN " + Notice.CHANNEL);
        follow(connection.unwrap(PGConnection.class));
      } catch (SQLException e) {
        LOG.warn("What other replicas apply is not heard; listening again in a second", e);
        pause();
      }
    }
  }

  private void follow(PGConnection connection) throws SQLException {
    while (!stopped()) {
      for (PGNotification notice : connection.getNotifications(LOOK_MILLIS)) {
        room.moved(Notice.read(notice.getParameter(), replica));
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
    thread = Thread.ofPlatform().name("feed-notices").daemon().start(this::listen);
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
