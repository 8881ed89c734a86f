package smallbusiness.messaging.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far the relay is behind the outbox, by the database's word; for people and metrics only. */
final class Backlog {

  private static final Duration FRESH = Duration.ofSeconds(1);

  private final JdbcClient jdbc;
  private final RelayStatus status;
  private final Clock clock;
  private volatile Sample sample = new Sample(Instant.MIN, 0, 0);

  Backlog(DataSource database, RelayStatus status, Clock clock) {
    this.jdbc = JdbcClient.create(database);
    this.status = status;
    this.clock = clock;
  }

  /**
   * Age in seconds of the oldest event not in Kafka; 0 when there is none, NaN without a database.
   */
  double oldestAgeSeconds() {
    return now().oldestAgeSeconds();
  }

  /** About how many events are not in Kafka yet; NaN without a database. */
  double events() {
    return now().events();
  }

  private Sample now() {
    Instant now = clock.instant();
    if (sample.at().isBefore(now.minus(FRESH))) {
      sample = take(now);
    }
    return sample;
  }

  /** What another replica publishes is known here about a second later. */
  private Sample take(Instant now) {
    try {
      return jdbc.sql(
              """
              SELECT occurred_at, (SELECT max(id) FROM messaging.outbox) - id + 1 AS events
              FROM messaging.outbox
              WHERE id > :published AND topic <> 'heartbeat' ORDER BY id LIMIT 1
              """)
          .param("published", status.highest())
          .query(
              (row, number) ->
                  new Sample(
                      now,
                      seconds(row.getObject("occurred_at", OffsetDateTime.class), now),
                      row.getLong("events")))
          .optional()
          .orElse(new Sample(now, 0, 0));
    } catch (DataAccessException e) {
      return new Sample(now, Double.NaN, Double.NaN);
    }
  }

  private static double seconds(OffsetDateTime since, Instant now) {
    return Math.max(0, Duration.between(since.toInstant(), now).toMillis() / 1000.0);
  }

  private record Sample(Instant at, double oldestAgeSeconds, double events) {}
}
