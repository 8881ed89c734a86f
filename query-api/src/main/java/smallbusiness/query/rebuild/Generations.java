package smallbusiness.query.rebuild;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.query.sql.RecordMapper;

/** Which generations of the read model there are, by the database's word. */
@Component
class Generations {

  private static final String READ =
      "select live, shadow, migrated, changed_at from history.read_model";

  private final JdbcClient jdbc;

  Generations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The generations at one moment.
   *
   * @param live number of the one in schema {@code public}
   * @param shadow number of the one in schema {@code shadow}; null when there is none
   * @param migrated whether the shadow has its tables
   * @param changedAt when one of them came, went or took the other's place
   */
  record State(long live, @Nullable Long shadow, boolean migrated, Instant changedAt) {

    /** The numbers of all, whichever of them is live. */
    Set<Long> numbers() {
      return Stream.of(live, shadow).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /**
     * The number of the shadow, which has its tables.
     *
     * @throws RefusedException when there is none
     */
    long filled() {
      if (shadow == null) {
        throw new RefusedException("There is no shadow read model; rebuild makes one");
      }
      if (!migrated) {
        throw new RefusedException("The shadow read model has no tables yet; try again soon");
      }
      return shadow;
    }
  }

  /** Which there are now. */
  State now() {
    return read(READ);
  }

  /**
   * Which there are, and will be until the caller's transaction ends.
   *
   * @throws RefusedException when another action holds them
   */
  State lock() {
    try {
      return read(READ + " for update nowait");
    } catch (DataAccessException e) {
      if (LockFailures.isCauseOf(e)) {
        throw new RefusedException("Another operator's action on the read model is under way");
      }
      throw e;
    }
  }

  private State read(String sql) {
    return jdbc.sql(sql).query(RecordMapper.of(State.class)).single();
  }

  /** Counts a new generation, which has no tables yet. Inside a transaction that holds the lock. */
  void begin() {
    jdbc.sql(
            """
            update history.read_model
            set shadow = newest + 1, newest = newest + 1, migrated = false, changed_at = now()
            """)
        .update();
  }

  /** the shadow read model has its tables; without effect when it is another one meanwhile. */
  void migrated(long shadow) {
    jdbc.sql("update history.read_model set migrated = true where shadow = ?")
        .param(shadow)
        .update();
  }

  /** The two take each other's place. Inside a transaction that holds the lock. */
  void swap() {
    jdbc.sql("update history.read_model set live = shadow, shadow = live, changed_at = now()")
        .update();
  }

  /** There is none shadow any more. Inside a transaction that holds the lock. */
  void end() {
    jdbc.sql("update history.read_model set shadow = null, migrated = false, changed_at = now()")
        .update();
  }
}
