package smallbusiness.messaging.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import smallbusiness.schemas.Topic;

/**
 * Writes every event that it is given into a table, as often as it is given: what was applied twice
 * is there twice.
 */
final class Journal implements EventHandler {

  private final JdbcClient jdbc;
  private final List<Integer> batches = new CopyOnWriteArrayList<>();
  private volatile Consumer<ReceivedEvent> after = event -> {};
  private volatile Duration linger = Duration.ZERO;

  Journal(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What happens after each event is written, in the same transaction. */
  void afterEach(Consumer<ReceivedEvent> action) {
    after = action;
  }

  /** From now on this event of this key cannot be applied. */
  void refuse(String key, long version) {
    afterEach(
        event -> {
          if (event.key().equals(key) && event.sequence() == version) {
            throw new IllegalArgumentException("Version " + version + " of " + key);
          }
        });
  }

  @Override
  public String name() {
    return "journal";
  }

  /** From now on events gather that long after each batch. */
  void linger(Duration time) {
    linger = time;
  }

  @Override
  public Duration linger() {
    return linger;
  }

  /** How many events each batch had. */
  List<Integer> batches() {
    return List.copyOf(batches);
  }

  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.SALES_CUSTOMER);
  }

  @Override
  public void apply(List<ReceivedEvent> events) {
    batches.add(events.size());
    for (ReceivedEvent event : events) {
      jdbc.sql("INSERT INTO journal (key, version, partition, place) VALUES (?, ?, ?, ?)")
          .params(List.of(event.key(), event.sequence(), event.partition(), event.offset()))
          .update();
      after.accept(event);
    }
  }

  /** The versions of an aggregate in the order in which they were applied. */
  List<Long> versionsOf(long key) {
    return new ArrayList<>(
        jdbc.sql("SELECT version FROM journal WHERE key = ? ORDER BY id")
            .param(Long.toString(key))
            .query(Long.class)
            .list());
  }

  /** Whether each stored offset is the one behind the last event written. */
  boolean agreesWithStoredOffsets() {
    return jdbc.sql(
            """
            SELECT count(*) FROM messaging.feed_offset stored
            WHERE next_offset <>
              (SELECT coalesce(max(place) + 1, 0) FROM journal
               WHERE journal.partition = stored.partition)
            """)
        .query(Long.class)
        .single()
        .equals(0L);
  }

  /** How many events were applied in all. */
  long size() {
    return jdbc.sql("SELECT count(*) FROM journal").query(Long.class).single();
  }
}
