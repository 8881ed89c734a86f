package smallbusiness.query.cache;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A snapshot of the database. Snapshots of one server are ordered: PostgreSQL ends transactions one
 * after the other, so of two snapshots the one with more ended transactions is newer.
 *
 * @param text {@link RowSource#SNAPSHOT}; empty when none was seen yet
 * @param next the first transaction id not assigned yet
 * @param open how many transactions with a lower id are still in progress
 * @param server identifies the server whose transactions are counted: its start time
 */
record DatabaseSnapshot(String text, long next, int open, String server) {

  static final DatabaseSnapshot NONE = new DatabaseSnapshot("", 0, 0, "");

  /** {@code xmin:xmax:xip_list}, as documented by PostgreSQL, and the start time of the server. */
  private static final Pattern FORMAT = Pattern.compile("\\d+:(\\d+):([\\d,]*) (.+)");

  private static final Comparator<DatabaseSnapshot> ORDER =
      Comparator.comparingLong(DatabaseSnapshot::next)
          .thenComparing(Comparator.comparingInt(DatabaseSnapshot::open).reversed());

  /**
   * Parses a snapshot.
   *
   * @throws IllegalArgumentException when the text has another format
   */
  static DatabaseSnapshot parse(String text) {
    Matcher parts = FORMAT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("Not a database snapshot: " + text);
    }
    String open = parts.group(2);
    return new DatabaseSnapshot(
        text,
        Long.parseLong(parts.group(1)),
        open.isEmpty() ? 0 : open.split(",", -1).length,
        parts.group(3));
  }

  boolean hasSameServer(DatabaseSnapshot other) {
    return server.equals(other.server);
  }

  /** Whether it is newer than another snapshot of the same server. */
  boolean isNewerThan(DatabaseSnapshot other) {
    return ORDER.compare(this, other) > 0;
  }
}
