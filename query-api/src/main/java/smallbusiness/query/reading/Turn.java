package smallbusiness.query.reading;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One reader's place among those who wait. */
final class Turn<K, V> {

  private enum State {
    WAITS,
    LEADS,
    ANSWERED
  }

  private final K key;
  private final Thread reader = Thread.currentThread();
  private @Nullable V row;
  private @Nullable Throwable failure;
  private volatile State state = State.WAITS;

  Turn(K key) {
    this.key = key;
  }

  K key() {
    return key;
  }

  /** The reader is to ask for itself and for those who wait with it. */
  void lead() {
    become(State.LEADS);
  }

  void answer(@Nullable V found) {
    row = found;
    become(State.ANSWERED);
  }

  void fail(Throwable reason) {
    failure = reason;
    become(State.ANSWERED);
  }

  private void become(State next) {
    state = next;
    LockSupport.unpark(reader);
  }

  boolean leads() {
    return state == State.LEADS;
  }

  boolean waits() {
    return state == State.WAITS;
  }

  /** Waits at most that long, and perhaps shorter, until something is to be done. */
  void await(Duration atMost) {
    if (waits()) {
      LockSupport.parkNanos(this, atMost.toNanos());
    }
  }

  /** The row; null when there is none. Only after it was answered. */
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
