package smallbusiness.messaging.web.idempotency;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The stored keys of executed commands, with their responses. */
final class IdempotencyKeys {

  private final JdbcClient jdbc;
  private final Clock clock;

  IdempotencyKeys(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Locks the key until the transaction ends.
   *
   * @return false when another transaction holds it
   */
  boolean tryLock(String key) {
    return jdbc.sql("SELECT pg_try_advisory_xact_lock(hashtextextended(:key, 7366))")
        .param("key", key)
        .query(Boolean.class)
        .single();
  }

  /** The stored response of a key; empty when the key is new. */
  Optional<StoredResponse> find(String key) {
    return jdbc.sql(
            """
            SELECT request, status, headers, body FROM messaging.idempotency_key
            WHERE key = :key
            """)
        .param("key", key)
        .query(
            (row, n) ->
                new StoredResponse(
                    row.getBytes("request"),
                    row.getInt("status"),
                    row.getString("headers"),
                    row.getBytes("body")))
        .optional();
  }

  /** Stores a response in the transaction of its command. */
  void store(String key, StoredResponse response) {
    jdbc.sql(
            """
            INSERT INTO messaging.idempotency_key (key, request, status, headers, body, created_at)
            VALUES (:key, :request, :status, :headers, :body, :now)
            """)
        .param("key", key)
        .param("request", response.request())
        .param("status", response.status())
        .param("headers", response.headers())
        .param("body", response.body())
        .param("now", at(Duration.ZERO))
        .update();
  }

  /** Deletes keys older than the given age and returns how many. */
  int deleteOlderThan(Duration age) {
    return jdbc.sql("DELETE FROM messaging.idempotency_key WHERE created_at < :limit")
        .param("limit", at(age))
        .update();
  }

  private OffsetDateTime at(Duration ago) {
    return clock.instant().minus(ago).atOffset(ZoneOffset.UTC);
  }
}
