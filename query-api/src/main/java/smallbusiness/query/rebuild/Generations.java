package smallbusiness.query.rebuild;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.query.sql.RecordMapper;

/**
 * The generations of the read model, as recorded in the database. Methods that change them need a
 * transaction that holds the {@link #lock}.
 */
@Component
class Generations {

  private final JdbcClient jdbc;

  Generations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The generations at one moment.
   *
   * @param live number of the live read model, in schema {@code public}
   * @param shadow number of the shadow or previous one, in schema {@code shadow}; null without one
   * @param tablesReady whether the shadow has its tables
   * @param changedAt when a generation was last created, switched to or dropped
   */
  record State(long live, @Nullable Long shadow, boolean tablesReady, Instant changedAt) {

    /** The numbers of both generations, regardless of their roles. */
    Set<Long> numbers() {
      return Stream.of(live, shadow).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /**
     * The number of the shadow.
     *
     * @throws RefusedException when there is none
     */
    long requireShadow() {
      if (shadow == null) {
        throw new RefusedException("There is no shadow read model; start a rebuild first");
      }
      return shadow;
    }

    /**
     * The number of the shadow, whose tables exist.
     *
     * @throws RefusedException when there is none, or it has no tables yet
     */
    long requireReady() {
      long number = requireShadow();
      if (!tablesReady) {
        throw new RefusedException("The shadow read model has no tables yet; retry soon");
      }
      return number;
    }
  }

  State now() {
    return jdbc.sql(
            """
            select max(generation) filter (where role = 'LIVE') as live,
              max(generation) filter (where role in ('SHADOW', 'PREVIOUS')) as shadow,
              coalesce(bool_or(tables_ready) filter (where role in ('SHADOW', 'PREVIOUS')), false)
                as tables_ready,
              max(greatest(created_at, switched_at, dropped_at)) as changed_at
            from history.read_model
            """)
        .query(RecordMapper.of(State.class))
        .single();
  }

  /**
   * Locks the generations until the caller's transaction ends, and returns them.
   *
   * @throws RefusedException when another operation holds the lock
   */
  State lock() {
    String refusal = "Another operation on the read model is in progress";
    try {
      Optional<Long> live =
          jdbc.sql(
                  "select generation from history.read_model where role = 'LIVE' for update nowait")
              .query(Long.class)
              .optional();
      if (live.isEmpty()) { // a switch has just ended
        throw new RefusedException(refusal);
      }
    } catch (DataAccessException e) {
      throw RefusedException.ifLocked(e, refusal);
    }
    return now();
  }

  /** Adds a shadow, which has no tables yet. */
  void addShadow() {
    jdbc.sql("insert into history.read_model (role) values ('SHADOW')").update();
  }

  /** Records that the tables of a shadow exist; without effect once it is dropped. */
  void tablesReady(long shadow) {
    jdbc.sql("update history.read_model set tables_ready = true where generation = ?")
        .param(shadow)
        .update();
  }

  /** Makes the shadow the live read model, and the live one the previous one. */
  void swap(State state) {
    jdbc.sql("update history.read_model set role = 'PREVIOUS' where generation = ?")
        .param(state.live())
        .update();
    jdbc.sql(
            "update history.read_model set role = 'LIVE', switched_at = now() where generation = ?")
        .param(state.shadow())
        .update();
  }

  /** Records that the shadow is dropped. */
  void drop(long shadow) {
    jdbc.sql(
            "update history.read_model set role = 'DROPPED', dropped_at = now() where generation ="
                + " ?")
        .param(shadow)
        .update();
  }
}
