package smallbusiness.messaging.relay.publish;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.relay.slot.Lsn;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The place of the last published row in the log. Debezium does not expose a row's commit position,
 * so other values describe the place; docs/adr/0010 proves that they are enough.
 *
 * @param epoch the slot's epoch; a position of another epoch is not valid
 * @param floor LSN at the end of the previously delivered transaction, or where the slot was when
 *     the session started
 * @param transaction the row's transaction id (xid)
 * @param index the row's number within its transaction, from 0
 * @param lsn the row's own LSN
 * @param eventId the row's event: detects a log with another history, after a restore or promotion
 * @param highest the highest outbox id published so far; for metrics only
 */
public record RelayPosition(
    UUID epoch, long floor, long transaction, long index, long lsn, UUID eventId, long highest) {

  private static final int FORMAT = 3;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  /** The JSON in Kafka. */
  private record Json(
      int format,
      UUID epoch,
      String floor,
      long transaction,
      long index,
      String lsn,
      UUID eventId,
      long highest) {}

  byte[] toJson() {
    return JSON.writeValueAsBytes(json());
  }

  private Json json() {
    return new Json(
        FORMAT, epoch, Lsn.format(floor), transaction, index, Lsn.format(lsn), eventId, highest);
  }

  /**
   * Reads a stored position, or returns null if it has another format: then the topics are compared
   * with the kept rows instead.
   */
  static @Nullable RelayPosition fromJson(byte[] stored) {
    try {
      @Nullable Json json = JSON.readValue(stored, Json.class);
      return json == null || json.format() != FORMAT
          ? null
          : new RelayPosition(
              json.epoch(),
              Lsn.parse(json.floor()),
              json.transaction(),
              json.index(),
              Lsn.parse(json.lsn()),
              json.eventId(),
              json.highest());
    } catch (JacksonException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return null;
    }
  }

  @Override
  public String toString() {
    return JSON.writeValueAsString(json());
  }
}
