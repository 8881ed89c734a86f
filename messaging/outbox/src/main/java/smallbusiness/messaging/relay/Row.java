package smallbusiness.messaging.relay;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * A row of the outbox as it comes out of the log.
 *
 * @param id the row's number in the outbox
 * @param transaction the transaction's number (xid)
 * @param floor end of the transaction delivered before; null in the first one of a session
 * @param lsn the row's own place in the log
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Row(
    long id,
    String topic,
    String key,
    long sequence,
    String type,
    UUID eventId,
    @Nullable String traceparent,
    byte[] payload,
    long transaction,
    @Nullable Long floor,
    long lsn) {

  /** The topic of rows that only move the position; nothing of them is published. */
  static final String HEARTBEAT = "heartbeat";

  /** What a row costs beside its payload. */
  private static final long OVERHEAD = 500;

  static Row of(SourceRecord record) {
    Struct after = ((Struct) record.value()).getStruct("after");
    Map<String, ?> offset = record.sourceOffset();
    return new Row(
        after.getInt64("id"),
        after.getString("topic"),
        after.getString("key"),
        after.getInt64("sequence"),
        after.getString("type"),
        UUID.fromString(after.getString("event_id")),
        after.getString("traceparent"),
        bytes(after.get("payload")),
        number(offset, "txId"),
        (Long) offset.get("lsn_commit"),
        number(offset, "lsn"));
  }

  boolean isHeartbeat() {
    return topic.equals(HEARTBEAT);
  }

  /** When a heartbeat was written, by the database's clock. */
  Instant heartbeatTime() {
    return Instant.ofEpochMilli(Long.parseLong(key));
  }

  /** About how much memory a row of the log needs, in bytes. */
  static long sizeOf(SourceRecord record) {
    Object payload = ((Struct) record.value()).getStruct("after").get("payload");
    int length = payload instanceof ByteBuffer buffer ? buffer.remaining() : bytes(payload).length;
    return OVERHEAD + length;
  }

  private static long number(Map<String, ?> offset, String name) {
    if (offset.get(name) instanceof Long number) {
      return number;
    }
    throw new IllegalStateException("The log's row has no " + name + ": " + offset);
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
