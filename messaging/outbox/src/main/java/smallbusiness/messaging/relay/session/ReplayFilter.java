package smallbusiness.messaging.relay.session;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.relay.engine.LogRow;
import smallbusiness.messaging.relay.publish.RelayPosition;
import smallbusiness.messaging.relay.slot.Lsn;

/**
 * Determines the position of each row of a session, and drops the rows that an earlier session has
 * published. docs/adr/0010 contains the proof. Not thread-safe.
 */
final class ReplayFilter {

  private final UUID epoch;
  private final long confirmed;
  private final @Nullable RelayPosition last;
  private boolean searching;
  private boolean inFirstTransaction = true;
  private long transaction = -1;
  private long index = -1;
  private long highest;

  /**
   * Starts a session.
   *
   * @param epoch the slot's epoch
   * @param confirmed the slot's {@code confirmed_flush_lsn}, read before the session's first row
   * @param last the last published position, or null if there is none
   * @throws LogGapException if the slot has advanced past the last published row
   */
  ReplayFilter(UUID epoch, long confirmed, @Nullable RelayPosition last) {
    this.epoch = epoch;
    this.confirmed = confirmed;
    this.last = last != null && last.epoch().equals(epoch) ? last : null;
    if (this.last != null
        && Lsn.isAfter(confirmed, this.last.floor())
        && Lsn.isAfter(confirmed, this.last.lsn())) {
      throw new LogGapException(
          "The slot is confirmed up to %s, past the last published row %s"
              .formatted(Lsn.format(confirmed), this.last));
    }
    this.highest = this.last == null ? 0 : this.last.highest();
    this.searching = this.last != null && !Lsn.isAfter(confirmed, this.last.floor());
  }

  /**
   * The position of the next row, or null if the row was published before.
   *
   * @throws LogGapException if the log does not contain what was published
   */
  @Nullable RelayPosition next(LogRow row) {
    if (row.transaction() == transaction) {
      index++;
    } else {
      inFirstTransaction = transaction == -1;
      transaction = row.transaction();
      index = 0;
    }
    long floor = row.floor() == null ? confirmed : row.floor();
    highest = Math.max(highest, row.row().id());
    RelayPosition position =
        new RelayPosition(
            epoch, floor, transaction, index, row.lsn(), row.row().eventId(), highest);
    return last != null && isPublished(position, last) ? null : position;
  }

  private boolean isPublished(RelayPosition row, RelayPosition published) {
    boolean inLastTransaction = row.transaction() == published.transaction();
    boolean inSamePlace = inLastTransaction && row.index() == published.index();
    if (searching) {
      if (inSamePlace) {
        searching = false;
        requireSame(row, published);
      } else if (Lsn.isAfter(row.floor(), published.floor())) {
        throw gap(row, published);
      }
      return true;
    }
    boolean repeated =
        inFirstTransaction
            && inLastTransaction
            && Lsn.isAfter(confirmed, published.floor())
            && row.index() <= published.index();
    if (repeated && inSamePlace) {
      requireSame(row, published);
    }
    return repeated;
  }

  /** The log of a restored or promoted database may contain another row in the same place. */
  private static void requireSame(RelayPosition row, RelayPosition published) {
    if (row.lsn() != published.lsn() || !row.eventId().equals(published.eventId())) {
      throw gap(row, published);
    }
  }

  /** Whether the last published row has not been found in the log yet. */
  boolean isSearching() {
    return searching;
  }

  private static LogGapException gap(RelayPosition row, RelayPosition published) {
    return new LogGapException(
        "The log contains %s in place of the published row %s".formatted(row, published));
  }
}
