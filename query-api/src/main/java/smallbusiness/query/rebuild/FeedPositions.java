package smallbusiness.query.rebuild;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where the feeds of both generations stand, by the offsets that they have stored. */
@Component
class FeedPositions {

  private static final String READ =
      """
      select l.feed, l.topic, l.partition, l.next_offset as live,
        coalesce(b.next_offset, 0) as shadow
      from messaging.feed_offset l
      left join messaging.feed_offset b
        on b.feed = l.feed || '@shadow' and b.topic = l.topic and b.partition = l.partition
      where l.feed = any(?) order by l.feed, l.topic, l.partition
      """;

  private static final String MISSING =
      """
      select distinct split_part(feed, '@', 1) from messaging.parked p
      where feed like '%@shadow' and outcome is null
        and not exists (select from messaging.parked l
          where l.feed = split_part(p.feed, '@', 1) and l.topic = p.topic and l.key = p.key
            and l.outcome is null)
      order by 1
      """;

  private final JdbcClient jdbc;
  private final Projectors projectors;

  FeedPositions(JdbcClient jdbc, Projectors projectors) {
    this.jdbc = jdbc;
    this.projectors = projectors;
  }

  /**
   * One partition of one feed.
   *
   * @param live the next offset of the live generation
   * @param shadow that of the shadow; 0 when it has not begun
   */
  record Place(String feed, String topic, int partition, long live, long shadow) {

    /** One partition of one feed, wherever it stands. */
    record Partition(String feed, String topic, int number) {}

    Partition where() {
      return new Partition(feed, topic, partition);
    }

    /** Offsets that the live generation has passed and the shadow has not. */
    long behind() {
      return Math.max(0, live - shadow);
    }
  }

  /** All places of the live feeds, in one order for everybody. */
  List<Place> places() {
    return jdbc.sql(READ)
        .param(projectors.names().toArray(String[]::new))
        .query(
            (row, index) ->
                new Place(
                    row.getString("feed"),
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
    Map<Place.Partition, Long> now = places().stream().collect(toMap(Place::where, Place::shadow));
    return earlier.stream()
        .mapToLong(place -> Math.max(0, place.live() - now.getOrDefault(place.where(), 0L)))
        .sum();
  }

  /** The feeds that have a key parked shadow which is not parked in the live generation. */
  List<String> parkedInShadowOnly() {
    return jdbc.sql(MISSING).query((row, index) -> String.valueOf(row.getString(1))).list();
  }

  /**
   * Keeps feeds where they stand until the caller's transaction ends. Waits for what they are
   * applying.
   *
   * @param suffix what follows the names of the feeds that are meant
   */
  void hold(String suffix) {
    jdbc.sql(
            """
            select 1 from messaging.feed_offset where feed = any(?)
            order by feed, topic, partition for update
            """)
        .param(projectors.names().stream().map(name -> name + suffix).toArray(String[]::new))
        .query()
        .listOfRows();
  }
}
