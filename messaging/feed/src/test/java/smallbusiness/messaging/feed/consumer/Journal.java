package smallbusiness.messaging.feed.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import smallbusiness.messaging.feed.EventHandler;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.schemas.Topic;

/** Inserts every event into a table, so that an event that is applied twice is there twice. */
final class Journal implements EventHandler {

  private final JdbcClient jdbc;
  private final List<Integer> batches = new CopyOnWriteArrayList<>();
  private volatile Consumer<ReceivedEvent> after = event -> {};

  Journal(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Sets an action to run after each insert, in the same transaction. */
  void afterEach(Consumer<ReceivedEvent> action) {
    after = action;
  }

  /** Makes an event of a key fail from now on. */
  void refuse(String key, long version) {
    afterEach(
        event -> {
          if (event.key().equals(key) && event.sequence() == version) {
            throw new IllegalArgumentException("Version " + version + " of " + key);
          }
        });
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

  /** Whether each stored offset is the one after the last event written. */
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

  /** The number of applied events. */
  long size() {
    return jdbc.sql("SELECT count(*) FROM journal").query(Long.class).single();
  }
}
