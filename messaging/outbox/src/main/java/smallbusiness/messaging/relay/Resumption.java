package smallbusiness.messaging.relay;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells, row by row of a session, which rows an earlier session has published already, and gives
 * each row its position. The proof is in docs/adr/0010. Not for use by several threads.
 */
final class Resumption {

  private final UUID epoch;
  private final long confirmed;
  private final @Nullable Position last;
  private boolean searching;
  private boolean inFirstTransaction = true;
  private long transaction = -1;
  private long index = -1;
  private long highest;

  /**
   * Begins a session.
   *
   * @param epoch the slot's epoch
   * @param confirmed the slot's {@code confirmed_flush_lsn}, read before the session's first row
   * @param last the position last published, or null when there is none
   * @throws LogGapException when the slot has moved past what was published
   */
  Resumption(UUID epoch, long confirmed, @Nullable Position last) {
    this.epoch = epoch;
    this.confirmed = confirmed;
    this.last = last != null && last.epoch().equals(epoch) ? last : null;
    if (this.last != null
        && Long.compareUnsigned(confirmed, max(this.last.floor(), this.last.lsn())) > 0) {
      throw new LogGapException(
          "The slot stands at %s, past the last published row %s"
              .formatted(Lsn.format(confirmed), this.last.text()));
    }
    this.highest = this.last == null ? 0 : this.last.highest();
    this.searching = this.last != null && Long.compareUnsigned(confirmed, this.last.floor()) <= 0;
  }

  /**
   * The next row's position, or null when the row has been published before.
   *
   * @throws LogGapException when the log does not hold what was published
   */
  @Nullable Position next(Row row) {
    if (row.transaction() == transaction) {
      index++;
    } else {
      inFirstTransaction = transaction == -1;
      transaction = row.transaction();
      index = 0;
    }
    long floor = row.floor() == null ? confirmed : row.floor();
    highest = Math.max(highest, row.id());
    Position position =
        new Position(epoch, floor, transaction, index, row.lsn(), row.eventId(), highest);
    return last != null && isPublished(position, last) ? null : position;
  }

  private boolean isPublished(Position row, Position published) {
    boolean inLastTransaction = row.transaction() == published.transaction();
    boolean inItsPlace = inLastTransaction && row.index() == published.index();
    if (searching) {
      if (inItsPlace) {
        searching = false;
        requireSame(row, published);
      } else if (Long.compareUnsigned(row.floor(), published.floor()) > 0) {
        throw gap(row, published);
      }
      return true;
    }
    boolean repeated =
        inFirstTransaction
            && inLastTransaction
            && Long.compareUnsigned(confirmed, published.floor()) > 0
            && row.index() <= published.index();
    if (repeated && inItsPlace) {
      requireSame(row, published);
    }
    return repeated;
  }

  /** The log of a restored or promoted database may hold something else in the same place. */
  private static void requireSame(Position row, Position published) {
    if (row.lsn() != published.lsn() || !row.eventId().equals(published.eventId())) {
      throw gap(row, published);
    }
  }

  /** Whether rows are still being looked through for the last published one. */
  boolean isSearching() {
    return searching;
  }

  private static LogGapException gap(Position row, Position published) {
    return new LogGapException(
        "The log holds %s where %s was published".formatted(row.text(), published.text()));
  }

  private static long max(long a, long b) {
    return Long.compareUnsigned(a, b) >= 0 ? a : b;
  }
}
