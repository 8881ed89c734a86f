package smallbusiness.query.rebuild;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.messaging.feed.ServiceFeed;

/**
 * The stored offsets and parked events of the two feeds that fill the live read model and the
 * shadow.
 */
@Component
class FeedPositions {

  /** The feed that fills the live read model. */
  static final String LIVE = ServiceFeed.NAME;

  /** The feed that fills the shadow. */
  static final String SHADOW = "shadow";

  private static final List<String> TABLES = List.of("messaging.feed_offset", "messaging.parked");

  private final JdbcClient jdbc;

  FeedPositions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One partition.
   *
   * @param live next offset of the live read model
   * @param shadow next offset of the shadow; 0 before it has started
   */
  record Position(TopicPartition partition, long live, long shadow) {

    String topic() {
      return partition.topic();
    }

    /** Offsets by which the shadow is behind the live read model. */
    long behind() {
      return Math.max(0, live - shadow);
    }
  }

  /** The positions of all partitions, in a fixed order. */
  List<Position> all() {
    return jdbc.sql(
            """
            select l.topic, l.partition, l.next_offset as live, coalesce(s.next_offset, 0) as shadow
            from messaging.feed_offset l
            left join messaging.feed_offset s
              on s.feed = :shadow and s.topic = l.topic and s.partition = l.partition
            where l.feed = :live order by l.topic, l.partition
            """)
        .param("live", LIVE)
        .param("shadow", SHADOW)
        .query(
            (row, index) ->
                new Position(
                    new TopicPartition(row.getString("topic"), row.getInt("partition")),
                    row.getLong("live"),
                    row.getLong("shadow")))
        .list();
  }

  /** Offsets by which the shadow is behind the live read model. */
  long behind() {
    return all().stream().mapToLong(Position::behind).sum();
  }

  /** Offsets by which the shadow is behind earlier positions of the live read model. */
  long behind(List<Position> earlier) {
    Map<TopicPartition, Long> now =
        all().stream().collect(toMap(Position::partition, Position::shadow));
    return earlier.stream()
        .mapToLong(
            position -> Math.max(0, position.live() - now.getOrDefault(position.partition(), 0L)))
        .sum();
  }

  /** Waits for a feed's current batch, then stops the feed until the caller's transaction ends. */
  void hold(String feed) {
    jdbc.sql(
            """
            select 1 from messaging.feed_offset where feed = ?
            order by topic, partition for update
            """)
        .param(feed)
        .query()
        .listOfRows();
  }

  /** Number of parked keys of a feed by topic. */
  Map<String, Long> parkedKeys(String feed) {
    return jdbc
        .sql(
            """
            select topic, count(distinct key) as keys from messaging.parked
            where feed = ? and outcome is null group by topic
            """)
        .param(feed)
        .query((row, index) -> Map.entry(row.getString("topic"), row.getLong("keys")))
        .list()
        .stream()
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The topics with keys that are parked in the shadow and not in the live read model. */
  List<String> parkedInShadowOnly() {
    return jdbc.sql(
            """
            select distinct s.topic from messaging.parked s
            where s.feed = :shadow and s.outcome is null and not exists (
              select from messaging.parked l
              where l.feed = :live and l.topic = s.topic and l.key = s.key and l.outcome is null)
            order by 1
            """)
        .param("live", LIVE)
        .param("shadow", SHADOW)
        .query((row, index) -> String.valueOf(row.getString("topic")))
        .list();
  }

  /** Exchanges the positions of the live read model and the shadow; both feeds must be held. */
  void swap() {
    for (String table : TABLES) {
      rename(table, SHADOW, "switching");
      rename(table, LIVE, SHADOW);
      rename(table, "switching", LIVE);
    }
  }

  private void rename(String table, String from, String to) {
    jdbc.sql("update %s set feed = ? where feed = ?".formatted(table)).params(to, from).update();
  }

  /** Deletes the shadow's positions; its parked events are skipped and kept as a record. */
  void archive(long generation, String by) {
    jdbc.sql("delete from messaging.feed_offset where feed = ?").param(SHADOW).update();
    jdbc.sql(
            """
            update messaging.parked set outcome = 'SKIPPED', resolved_at = now(), resolved_by = ?,
              note = 'the read model was dropped'
            where feed = ? and outcome is null
            """)
        .params(by, SHADOW)
        .update();
    rename("messaging.parked", SHADOW, "generation " + generation);
  }

  /** Deletes the shadow feed's positions and parked events, unless there is a shadow. */
  void clear() {
    for (String table : TABLES) {
      jdbc.sql(
              """
              delete from %s where feed = ? and not exists (
                select from history.read_model where role in ('SHADOW', 'PREVIOUS'))
              """
                  .formatted(table))
          .param(SHADOW)
          .update();
    }
  }
}
