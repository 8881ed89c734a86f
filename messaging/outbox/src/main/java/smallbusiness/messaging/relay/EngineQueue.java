package smallbusiness.messaging.relay;

import io.debezium.connector.base.QueueProvider;
import io.debezium.pipeline.DataChangeEvent;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Takes the place of the engine's own queue between its decoding and its polling thread. Rows go
 * straight to the relay without waiting for a poll; the engine polls only rows that Kafka has, and
 * acknowledges them. The queue is never empty: between two acknowledgements it gives {@link
 * #NOTHING}, because Debezium's loop around an empty queue is busy for the last millisecond of
 * every poll interval, which cost an idle service a tenth of a processor. Found by Debezium through
 * {@link java.util.ServiceLoader}.
 */
public final class EngineQueue implements QueueProvider<DataChangeEvent> {

  static final String NAME = "outbox-relay";
  static final String SESSION = "relay.session";

  /** Stands for no row; whoever gets it waits for an acknowledgement. */
  static final SourceRecord NOTHING = new SourceRecord(Map.of(), Map.of(), "", null, null);

  private static final Map<String, RowQueue> SESSIONS = new ConcurrentHashMap<>();

  private @Nullable RowQueue rows;

  /** Makes a session's queue known to the engine that is going to be built for it. */
  static String register(RowQueue queue) {
    String session = UUID.randomUUID().toString();
    SESSIONS.put(session, queue);
    return session;
  }

  static void forget(String session) {
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
    SourceRecord acknowledged = rows().nextAcknowledged();
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
