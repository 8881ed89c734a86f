package smallbusiness.messaging.relay.slot;

/** Positions in PostgreSQL's write-ahead log, held as unsigned longs. */
public final class Lsn {

  private Lsn() {}

  /** Parses PostgreSQL's notation: two hexadecimal numbers separated by a slash. */
  public static long parse(String text) {
    int slash = text.indexOf('/');
    return (Long.parseLong(text.substring(0, slash), 16) << 32)
        | Long.parseLong(text.substring(slash + 1), 16);
  }

  /** Formats a position in PostgreSQL's notation. */
  public static String format(long lsn) {
    return "%X/%X".formatted(lsn >>> 32, lsn & 0xFFFF_FFFFL);
  }

  public static boolean isAfter(long lsn, long other) {
    return Long.compareUnsigned(lsn, other) > 0;
  }
}
