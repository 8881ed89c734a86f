package smallbusiness.messaging.relay.engine;

import io.debezium.connector.base.QueueProvider;
import io.debezium.pipeline.DataChangeEvent;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Replaces Debezium's queue between its decoding and its polling thread. Rows go to the relay
 * without waiting for a poll; the engine polls only rows that are in Kafka, and acknowledges them.
 *
 * <p>The queue is never empty: without an acknowledged row it returns {@link #NOTHING}. Debezium's
 * loop around an empty queue spins for the last millisecond of every poll interval, which cost an
 * idle service a tenth of a processor. Debezium finds this class through {@link
 * java.util.ServiceLoader}.
 */
public final class EngineQueue implements QueueProvider<DataChangeEvent> {

  static final String NAME = "outbox-relay";
  static final String SESSION = "relay.session";

  /** Means that no row is acknowledged; its receiver waits for an acknowledgement. */
  static final SourceRecord NOTHING = new SourceRecord(Map.of(), Map.of(), "", null, null);

  private static final Map<String, RowQueue> SESSIONS = new ConcurrentHashMap<>();

  private @Nullable RowQueue rows;

  /** Registers a session's queue for the engine that is built next; returns the session's name. */
  static String register(RowQueue queue) {
    String session = UUID.randomUUID().toString();
    SESSIONS.put(session, queue);
    return session;
  }

  static void unregister(String session) {
    SESSIONS.remove(session);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void configure(Map<String, ?> settings) {
    rows = SESSIONS.get(String.valueOf(settings.get(SESSION)));
  }

  @Override
  public void enqueue(DataChangeEvent event) throws InterruptedException {
    rows().put(event.getRecord());
  }

  @Override
  public DataChangeEvent poll() {
    SourceRecord acknowledged = rows().takeAcknowledged();
    return new DataChangeEvent(acknowledged == null ? NOTHING : acknowledged);
  }

  @Override
  public int size() {
    return 1;
  }

  private RowQueue rows() {
    return Objects.requireNonNull(rows, "The engine belongs to no session");
  }
}
