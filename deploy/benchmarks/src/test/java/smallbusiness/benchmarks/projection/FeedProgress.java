package smallbusiness.benchmarks.projection;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import smallbusiness.messaging.testing.TestPostgres;

/** Observes the progress of the read model's feed by its stored offsets. */
final class FeedProgress {

  private static final int EVERY_MILLIS = 20;

  private static final String OFFSETS =
      "select coalesce(sum(next_offset), 0) from messaging.feed_offset";

  private record Sample(long nanos, long offsets) {}

  private final List<Sample> samples = new ArrayList<>();

  /** Returns when the sum of the stored offsets has reached {@code end}. */
  void follow(TestPostgres.Database database, long end, Duration timeout, Runnable check)
      throws SQLException, InterruptedException {
    long last = System.nanoTime() + timeout.toNanos();
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.username(), database.username());
        Statement statement = connection.createStatement()) {
      while (samples.isEmpty() || samples.getLast().offsets < end) {
        if (System.nanoTime() > last) {
          throw new IllegalStateException("The feed did not reach " + end + " in time");
        }
        check.run();
        long offsets = read(statement, "select to_regclass('messaging.feed_offset')::oid");
        offsets = offsets == 0 ? 0 : read(statement, OFFSETS);
        if (offsets > 0) {
          samples.add(new Sample(System.nanoTime(), offsets));
        }
        Thread.sleep(EVERY_MILLIS);
      }
    }
  }

  private static long read(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The seconds from the first to the last observed offset. */
  double seconds() {
    return (samples.getLast().nanos - samples.getFirst().nanos) / 1e9;
  }

  /** The offsets per second in the second half. */
  double steadyRate() {
    Sample end = samples.getLast();
    Sample middle =
        samples.stream().filter(one -> one.offsets >= end.offsets / 2).findFirst().orElseThrow();
    return (end.offsets - middle.offsets) * 1e9 / (end.nanos - middle.nanos);
  }
}
