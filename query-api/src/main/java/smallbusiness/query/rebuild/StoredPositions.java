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
  private final Projectors projectors;

  StoredPositions(JdbcClient jdbc, Projectors projectors) {
    this.jdbc = jdbc;
    this.projectors = projectors;
  }

  /** What is of the live generation becomes that of the shadow, and the other way round. */
  void swap() {
    String[] live = projectors.names().toArray(String[]::new);
    for (String table : TABLES) {
      jdbc.sql(
              "update %s set feed = split_part(feed, '@', 1) || '@switching' where feed like '%%@shadow'"
                  .formatted(table))
          .update();
      jdbc.sql("update %s set feed = feed || '@shadow' where feed = any(?)".formatted(table))
          .param(live)
          .update();
      jdbc.sql(
              "update %s set feed = split_part(feed, '@', 1) where feed like '%%@switching'"
                  .formatted(table))
          .update();
    }
  }

  /** Where the shadow read model stands is forgotten. What operators did about it stays. */
  void forget(long number, String by) {
    jdbc.sql("delete from messaging.feed_offset where feed like '%@shadow'").update();
    jdbc.sql(
            """
            update messaging.parked set outcome = 'SKIPPED', resolved_at = now(), resolved_by = ?,
              note = 'the read model that lacked it was dropped'
            where feed like '%@shadow' and outcome is null
            """)
        .param(by)
        .update();
    jdbc.sql(
            """
            update messaging.parked set feed = split_part(feed, '@', 1) || '@' || ?
            where feed like '%@shadow'
            """)
        .param(number)
        .update();
  }

  /** A generation begins at the beginning. */
  void clear() {
    for (String table : TABLES) {
      jdbc.sql("delete from " + table + " where feed like '%@shadow'").update();
    }
  }

  /** Removes what a feed began to store when its generation was just gone. */
  void sweep() {
    for (String table : TABLES) {
      jdbc.sql(
              """
              delete from %s where feed like '%%@shadow'
                and exists (select from history.read_model where shadow is null)
              """
                  .formatted(table))
          .update();
    }
  }
}
