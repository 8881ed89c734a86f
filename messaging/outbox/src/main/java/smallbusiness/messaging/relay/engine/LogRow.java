package smallbusiness.messaging.relay.engine;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.relay.publish.OutboxRow;

/**
 * An outbox row as read from the log.
 *
 * @param transaction the transaction's id (xid)
 * @param floor LSN at the end of the previously delivered transaction; null for the first
 *     transaction of a session
 * @param lsn the row's own LSN
 */
public record LogRow(OutboxRow row, long transaction, @Nullable Long floor, long lsn) {

  /** Approximate memory of a row besides its payload, in bytes. */
  private static final long OVERHEAD = 500;

  public static LogRow of(SourceRecord record) {
    Struct after = after(record);
    Map<String, ?> offset = record.sourceOffset();
    return new LogRow(
        new OutboxRow(
            after.getInt64("id"),
            after.getString("topic"),
            after.getString("key"),
            after.getInt64("sequence"),
            after.getString("type"),
            UUID.fromString(after.getString("event_id")),
            after.getString("traceparent"),
            bytes(after.get("payload"))),
        number(offset, "txId"),
        (Long) offset.get("lsn_commit"),
        number(offset, "lsn"));
  }

  /** The approximate memory of a row, in bytes. */
  static long sizeOf(SourceRecord record) {
    Object payload = after(record).get("payload");
    int length = payload instanceof ByteBuffer buffer ? buffer.remaining() : bytes(payload).length;
    return OVERHEAD + length;
  }

  private static Struct after(SourceRecord record) {
    return ((Struct) record.value()).getStruct("after");
  }

  private static long number(Map<String, ?> offset, String name) {
    if (offset.get(name) instanceof Long number) {
      return number;
    }
    throw new IllegalStateException("The log row has no " + name + ": " + offset);
  }

  private static byte[] bytes(Object value) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    ByteBuffer buffer = ((ByteBuffer) value).duplicate();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
