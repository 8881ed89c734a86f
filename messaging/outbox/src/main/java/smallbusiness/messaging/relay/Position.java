package smallbusiness.messaging.relay;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where in the log the last published row stands. Debezium does not tell a row's commit position,
 * so the place is described by what it does tell; docs/adr/0010 proves that this is enough.
 *
 * @param epoch the slot's epoch; positions of another epoch mean nothing
 * @param floor end of the transaction delivered before the row's own, or where the slot stood when
 *     the session began
 * @param transaction the transaction's number (xid)
 * @param index the row's number within its transaction, from 0
 * @param lsn the row's own place in the log
 * @param eventId the row's event: makes sure that a log with another history, restored or promoted,
 *     is not taken for the same
 * @param highest the highest outbox id published so far; for people and metrics, proves nothing
 */
record Position(
    UUID epoch, long floor, long transaction, long index, long lsn, UUID eventId, long highest) {

  private static final String FORMAT = "2";

  /** The text kept in Kafka. */
  String text() {
    return String.join(
        " ",
        FORMAT,
        epoch.toString(),
        Lsn.format(floor),
        Long.toString(transaction),
        Long.toString(index),
        Lsn.format(lsn),
        eventId.toString(),
        Long.toString(highest));
  }

  /**
   * Reads what {@link #text()} wrote; null when the text is of another format, so that what stands
   * in Kafka is compared with the kept rows instead.
   */
  static @Nullable Position parse(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != 8 || !parts[0].equals(FORMAT)) {
      return null;
    }
    return new Position(
        UUID.fromString(parts[1]),
        Lsn.parse(parts[2]),
        Long.parseLong(parts[3]),
        Long.parseLong(parts[4]),
        Lsn.parse(parts[5]),
        UUID.fromString(parts[6]),
        Long.parseLong(parts[7]));
  }
}
