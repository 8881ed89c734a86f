package smallbusiness.messaging.relay.support;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import smallbusiness.messaging.outbox.EventId;

/**
 * Writers that append to the outbox as services do, with a row lock per key: short, long, large and
 * overlapping transactions, some with savepoints, some rolled back.
 */
public final class WriteLoad implements AutoCloseable {

  private static final String INSERT =
      "INSERT INTO messaging.outbox (occurred_at, topic, key, sequence, type, event_id, payload)"
          + " VALUES (?, ?, ?, ?, 'load', ?, ?)";
  public static final List<String> TOPICS = List.of("warehouse.item", "warehouse.reservation");
  private static final int KEYS = 40;

  private final HikariDataSource database;
  private final List<Thread> writers = new ArrayList<>();
  private final AtomicLong committed = new AtomicLong();
  private final Clock clock = Clock.systemUTC();
  private final int pauseMillis;
  private volatile boolean running = true;

  /**
   * Starts writing.
   *
   * @param writers number of concurrent writers
   * @param pauseMillis each writer's pause between transactions
   */
  public WriteLoad(String url, String user, int writers, int pauseMillis, long seed) {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(url);
    pool.setUsername(user);
    pool.setPassword(user);
    pool.setMaximumPoolSize(writers);
    pool.setConnectionTimeout(2_000);
    pool.addDataSourceProperty("reWriteBatchedInserts", "true");
    this.database = new HikariDataSource(pool);
    this.pauseMillis = pauseMillis;
    for (int writer = 0; writer < writers; writer++) {
      SplittableRandom random = new SplittableRandom(seed + writer);
      this.writers.add(Thread.ofPlatform().daemon().start(() -> write(random)));
    }
  }

  /** Creates the rows that hold the sequence of each key. */
  public static void prepare(Connection database) throws SQLException {
    try (var statement = database.createStatement()) {
      statement.execute(
          "CREATE TABLE load_key (key int PRIMARY KEY, sequence bigint NOT NULL DEFAULT 0)");
      statement.execute("INSERT INTO load_key SELECT generate_series(0, %d)".formatted(KEYS - 1));
      statement.execute("GRANT ALL ON load_key TO PUBLIC");
    }
  }

  private void write(SplittableRandom random) {
    while (running) {
      try (Connection connection = database.getConnection()) {
        connection.setAutoCommit(false);
        transaction(connection, random);
        Thread.sleep(random.nextInt(pauseMillis * 2 + 1));
      } catch (SQLException e) {
        // The server was killed; the transaction may or may not have been committed.
        pause();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void transaction(Connection connection, SplittableRandom random)
      throws SQLException, InterruptedException {
    int kind = random.nextInt(200);
    int key = random.nextInt(KEYS);
    int rows = random.nextInt(2_000) == 0 ? 3_000 : 1 + random.nextInt(6);
    append(connection, key, rows, random);
    if (kind >= 100 && kind < 130) {
      Savepoint savepoint = connection.setSavepoint();
      append(connection, key, 2, random);
      connection.rollback(savepoint);
    }
    if (kind >= 130 && kind < 160) {
      Thread.sleep(random.nextInt(150));
      append(connection, key, 2, random);
    }
    if (kind >= 180) {
      connection.rollback();
    } else {
      connection.commit();
      committed.addAndGet(rows);
    }
  }

  private void append(Connection connection, int key, int rows, SplittableRandom random)
      throws SQLException {
    long last = last(connection, key, rows);
    Instant now = clock.instant();
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (int row = 1; row <= rows; row++) {
        insert.setObject(1, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
        insert.setString(2, TOPICS.get(key % TOPICS.size()));
        insert.setString(3, Integer.toString(key));
        insert.setLong(4, last - rows + row);
        insert.setObject(5, EventId.at(now));
        insert.setBytes(6, payload(random));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static long last(Connection connection, int key, int rows) throws SQLException {
    try (PreparedStatement next =
        connection.prepareStatement(
            "UPDATE load_key SET sequence = sequence + ? WHERE key = ? RETURNING sequence")) {
      next.setInt(1, rows);
      next.setInt(2, key);
      try (var result = next.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    }
  }

  private static byte[] payload(SplittableRandom random) {
    String text = new UUID(random.nextLong(), random.nextLong()).toString();
    return text.repeat(4 + random.nextInt(8)).getBytes(StandardCharsets.US_ASCII);
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Rows known to be committed; during a crash, a few more may have been. */
  public long committed() {
    return committed.get();
  }

  @Override
  public void close() {
    running = false;
    for (Thread writer : writers) {
      try {
        writer.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    database.close();
  }
}
