package smallbusiness.query.reading;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A state that the database was in. Those of one server have an order: PostgreSQL lets transactions
 * end one after the other, so that of two snapshots the one that knows of more ended transactions
 * is the newer.
 *
 * @param text {@link Source#STATE}; empty before any was seen
 * @param next the first transaction number that was not given out yet
 * @param open how many transactions before that had not ended
 * @param server what tells one server's count of transactions from another's
 */
record Snapshot(String text, long next, int open, String server) {

  /** Before any was seen. */
  static final Snapshot NONE = new Snapshot("", 0, 0, "");

  /** {@code xmin:xmax:xip_list}, as PostgreSQL documents it, and the start of the server. */
  private static final Pattern FORM = Pattern.compile("\\d+:(\\d+):([\\d,]*) (.+)");

  private static final Comparator<Snapshot> ORDER =
      Comparator.comparingLong(Snapshot::next)
          .thenComparing(Comparator.comparingInt(Snapshot::open).reversed());

  /**
   * The snapshot that the text tells of.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Snapshot of(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("Not the state of a database: " + text);
    }
    String open = parts.group(2);
    return new Snapshot(
        text,
        Long.parseLong(parts.group(1)),
        open.isEmpty() ? 0 : open.split(",", -1).length,
        parts.group(3));
  }

  boolean isOfServer(Snapshot other) {
    return server.equals(other.server);
  }

  /** Whether it is newer than another of the same server. */
  boolean isNewerThan(Snapshot other) {
    return ORDER.compare(this, other) > 0;
  }
}
