package smallbusiness.messaging.relay;

/** Places in PostgreSQL's write-ahead log, kept as long. */
final class Lsn {

  private Lsn() {}

  /** Reads PostgreSQL's notation, two hexadecimal numbers divided by a slash. */
  static long parse(String text) {
    int slash = text.indexOf('/');
    return (Long.parseLong(text.substring(0, slash), 16) << 32)
        | Long.parseLong(text.substring(slash + 1), 16);
  }

  /** Writes PostgreSQL's notation. */
  static String format(long lsn) {
    return "%X/%X".formatted(lsn >>> 32, lsn & 0xFFFF_FFFFL);
  }
}
