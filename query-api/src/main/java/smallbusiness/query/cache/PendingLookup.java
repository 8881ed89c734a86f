package smallbusiness.query.cache;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The lookup of one key by one thread, which waits for its row or for its turn to query. */
final class PendingLookup<K, V> {

  private enum State {
    WAITING,
    LEADING,
    DONE
  }

  private final K key;
  private final Thread reader = Thread.currentThread();
  private @Nullable V row;
  private @Nullable Throwable failure;
  private volatile State state = State.WAITING;

  PendingLookup(K key) {
    this.key = key;
  }

  K key() {
    return key;
  }

  /** Makes the reader run the query for itself and for the lookups that wait. */
  void lead() {
    become(State.LEADING);
  }

  void complete(@Nullable V found) {
    row = found;
    become(State.DONE);
  }

  void fail(Throwable cause) {
    failure = cause;
    become(State.DONE);
  }

  private void become(State next) {
    state = next;
    LockSupport.unpark(reader);
  }

  boolean isLeading() {
    return state == State.LEADING;
  }

  boolean isWaiting() {
    return state == State.WAITING;
  }

  /** Waits for the next state; may return early. */
  void await(Duration timeout) {
    if (isWaiting()) {
      LockSupport.parkNanos(this, timeout.toNanos());
    }
  }

  /** The row; null when there is none. Call it only when done. Throws what failed the query. */
  @Nullable V row() {
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
    return row;
  }
}
