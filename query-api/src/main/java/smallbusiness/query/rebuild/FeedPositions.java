package smallbusiness.query.rebuild;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where the feeds of both generations stand, by the offsets that they have stored. */
@Component
class FeedPositions {

  private static final String READ =
      """
      select l.topic, l.partition, l.next_offset as live, coalesce(s.next_offset, 0) as shadow
      from messaging.feed_offset l
      left join messaging.feed_offset s
        on s.feed = 'shadow' and s.topic = l.topic and s.partition = l.partition
      where l.feed = 'live' order by l.topic, l.partition
      """;

  private static final String MISSING =
      """
      select distinct s.topic from messaging.parked s
      where s.feed = 'shadow' and s.outcome is null
        and not exists (select from messaging.parked l
          where l.feed = 'live' and l.topic = s.topic and l.key = s.key and l.outcome is null)
      order by 1
      """;

  private final JdbcClient jdbc;

  FeedPositions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One partition.
   *
   * @param live the next offset of the live generation
   * @param shadow that of the shadow; 0 when it has not begun
   */
  record Place(String topic, int partition, long live, long shadow) {

    TopicPartition where() {
      return new TopicPartition(topic, partition);
    }

    /** Offsets that the live generation has passed and the shadow has not. */
    long behind() {
      return Math.max(0, live - shadow);
    }
  }

  /** All places of the live feeds, in one order for everybody. */
  List<Place> places() {
    return jdbc.sql(READ)
        .query(
            (row, index) ->
                new Place(
                    row.getString("topic"),
                    row.getInt("partition"),
                    row.getLong("live"),
                    row.getLong("shadow")))
        .list();
  }

  /** How many offsets the shadow read model has yet to pass to be where the live one is. */
  long behind() {
    return places().stream().mapToLong(Place::behind).sum();
  }

  /** How many offsets it has yet to pass to be where the live one was at an earlier moment. */
  long behind(List<Place> earlier) {
    Map<TopicPartition, Long> now = places().stream().collect(toMap(Place::where, Place::shadow));
    return earlier.stream()
        .mapToLong(place -> Math.max(0, place.live() - now.getOrDefault(place.where(), 0L)))
        .sum();
  }

  /** The topics with a key that is parked in the shadow and not in the live read model. */
  List<String> parkedInShadowOnly() {
    return jdbc.sql(MISSING).query((row, index) -> String.valueOf(row.getString(1))).list();
  }

  /**
   * Locks a feed's offsets until the caller's transaction ends; waits for its batch in progress.
   */
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
}
