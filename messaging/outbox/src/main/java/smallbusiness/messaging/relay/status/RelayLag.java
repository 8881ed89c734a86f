package smallbusiness.messaging.relay.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far the relay is behind the outbox, read from the database at most once a second. For
 * operators and metrics only: a standby learns with a delay of about a second what is published.
 */
public final class RelayLag {

  private static final Duration MAX_AGE = Duration.ofSeconds(1);

  private final JdbcClient jdbc;
  private final RelayStatus status;
  private final Clock clock;
  private volatile Sample sample = new Sample(Instant.MIN, 0, 0);

  public RelayLag(DataSource database, RelayStatus status, Clock clock) {
    this.jdbc = JdbcClient.create(database);
    this.status = status;
    this.clock = clock;
  }

  /** Age in seconds of the oldest unpublished event; 0 if all are published, NaN if unknown. */
  public double oldestAgeSeconds() {
    return current().oldestAgeSeconds();
  }

  /** Approximate number of unpublished events; NaN if unknown. */
  public double events() {
    return current().events();
  }

  private Sample current() {
    Instant now = clock.instant();
    if (sample.at().isBefore(now.minus(MAX_AGE))) {
      sample = take(now);
    }
    return sample;
  }

  private Sample take(Instant now) {
    try {
      return jdbc.sql(
              """
              SELECT occurred_at, (SELECT max(id) FROM messaging.outbox) - id + 1 AS events
              FROM messaging.outbox
              WHERE id > :published AND topic <> 'heartbeat' ORDER BY id LIMIT 1
              """)
          .param("published", status.highestId())
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
