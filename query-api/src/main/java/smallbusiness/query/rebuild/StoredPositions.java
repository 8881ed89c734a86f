package smallbusiness.query.rebuild;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Moves what feeds have stored, offsets and parked events, from one name to another. Inside the
 * caller's transaction, which holds the feeds up.
 */
@Component
class StoredPositions {

  private static final List<String> TABLES = List.of("messaging.feed_offset", "messaging.parked");

  private final JdbcClient jdbc;

  StoredPositions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What is of the live generation becomes that of the shadow, and the other way round. */
  void swap() {
    for (String table : TABLES) {
      rename(table, "shadow", "switching");
      rename(table, "live", "shadow");
      rename(table, "switching", "live");
    }
  }

  private void rename(String table, String from, String to) {
    jdbc.sql("update %s set feed = ? where feed = ?".formatted(table)).params(to, from).update();
  }

  /** Where the shadow read model stands is forgotten. What operators did about it stays. */
  void forget(long number, String by) {
    jdbc.sql("delete from messaging.feed_offset where feed = 'shadow'").update();
    jdbc.sql(
            """
            update messaging.parked set outcome = 'SKIPPED', resolved_at = now(), resolved_by = ?,
              note = 'the read model that lacked it was dropped'
            where feed = 'shadow' and outcome is null
            """)
        .param(by)
        .update();
    jdbc.sql(
            """
            update messaging.parked set feed = 'shadow ' || ?
            where feed = 'shadow'
            """)
        .param(number)
        .update();
  }

  /** A generation begins at the beginning. */
  void clear() {
    for (String table : TABLES) {
      jdbc.sql("delete from " + table + " where feed = 'shadow'").update();
    }
  }

  /** Removes what a feed began to store when its generation was just gone. */
  void sweep() {
    for (String table : TABLES) {
      jdbc.sql(
              """
              delete from %s where feed = 'shadow'
                and exists (select from history.read_model where shadow is null)
              """
                  .formatted(table))
          .update();
    }
  }
}
