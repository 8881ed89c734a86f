package smallbusiness.messaging.relay;

import java.util.UUID;

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
 * @param highest the highest outbox id published so far; for people and metrics, proves nothing
 */
record Position(UUID epoch, long floor, long transaction, long index, long lsn, long highest) {

  private static final String FORMAT = "1";

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
        Long.toString(highest));
  }

  /**
   * Reads what {@link #text()} wrote.
   *
   * @throws IllegalArgumentException when the text is of another format
   */
  static Position parse(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != 7 || !parts[0].equals(FORMAT)) {
      throw new IllegalArgumentException("Not a position: " + text);
    }
    return new Position(
        UUID.fromString(parts[1]),
        Lsn.parse(parts[2]),
        Long.parseLong(parts[3]),
        Long.parseLong(parts[4]),
        Lsn.parse(parts[5]),
        Long.parseLong(parts[6]));
  }
}
