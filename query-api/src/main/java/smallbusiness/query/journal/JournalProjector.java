package smallbusiness.query.journal;

import static smallbusiness.query.sql.ArrayParameter.longs;
import static smallbusiness.query.sql.ArrayParameter.texts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.messaging.feed.EventHandler;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.schemas.Topic;

/** Writes table {@code history.journal}. No other class does. */
@Component
public final class JournalProjector implements EventHandler {

  /** Differs from the other advisory locks of this database. */
  private static final long LOCK = 7_071_700_001L;

  /** Takes the lock before a row gets its position, so that positions become visible in order. */
  private static final String APPEND =
      """
      insert into history.journal
        (topic, key, sequence, id, type, source, time, partition, kafka_offset, data)
      select event.*
      from (select pg_advisory_xact_lock(:lock)) as locked
      cross join unnest(
        :topic::text[], :key::text[], :sequence::bigint[], :id::text[], :type::text[],
        :source::text[], :time::timestamptz[], :partition::int[], :kafka_offset::bigint[],
        :data::jsonb[]) as event
      on conflict (topic, key, sequence) do nothing
      """;

  private final JdbcClient jdbc;
  private final JournalProperties properties;
  private final Clock clock;

  JournalProjector(JdbcClient jdbc, JournalProperties properties, Clock clock) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public Set<Topic> topics() {
    return Set.of(Topic.values());
  }

  /** Last, because its lock makes the transactions of other replicas wait until the commit. */
  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }

  @Override
  public void apply(List<ReceivedEvent> received) {
    List<ReceivedEvent> events = kept(received);
    if (!events.isEmpty()) {
      append(events);
    }
  }

  /** A replay must not restore events that were pruned. */
  private List<ReceivedEvent> kept(List<ReceivedEvent> events) {
    Duration keep = properties.keep();
    if (keep == null) {
      return events;
    }
    Instant until = clock.instant().minus(keep);
    return events.stream().filter(event -> !event.time().isBefore(until)).toList();
  }

  private void append(List<ReceivedEvent> events) {
    jdbc.sql(APPEND)
        .param("lock", LOCK)
        .param("topic", texts(events, event -> event.type().topic().topicName()))
        .param("key", texts(events, ReceivedEvent::key))
        .param("sequence", longs(events, ReceivedEvent::sequence))
        .param("id", texts(events, ReceivedEvent::id))
        .param("type", texts(events, event -> event.type().fullName()))
        .param("source", texts(events, event -> event.type().topic().owner().source()))
        .param("time", texts(events, event -> event.time().toString()))
        .param("partition", longs(events, ReceivedEvent::partition))
        .param("kafka_offset", longs(events, ReceivedEvent::offset))
        .param("data", texts(events, event -> EventJson.write(event.payload())))
        .update();
  }
}
