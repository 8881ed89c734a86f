package smallbusiness.query.reading;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The state that the database is in, as text: {@link Source#STATE}. However many want to know it,
 * it is asked for once in half a tolerance, and what was read before is confirmed by it. So an
 * answer from memory may be as much older than its reader's coming as the tolerance says, and never
 * older than what {@link #advance} was told of. Safe for use by many threads.
 */
@Component
public final class DatabaseState {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseState.class);

  /** After that long nobody waits for a question that hangs: the next reader asks beside it. */
  private static final long PATIENCE_MILLIS = 250;

  /**
   * A state, and a moment by {@link System#nanoTime}: the database was in it then or later, and
   * nobody has seen a newer one.
   */
  private record Answer(Snapshot state, long asked) {

    boolean isSince(long moment) {
      return asked - moment >= 0;
    }

    /**
     * What both tell together. A statement that was begun earlier may have seen the newer state:
     * then the database was in that after the later moment, too.
     */
    Answer and(Answer other) {
      Answer later = isSince(other.asked) ? this : other;
      if (!state.isOfServer(other.state)) {
        return later;
      }
      return new Answer(state.isNewerThan(other.state) ? state : other.state, later.asked);
    }
  }

  private final Supplier<String> question;
  private final long tolerance;
  private final LongSupplier clock;
  private final ReentrantLock asking = new ReentrantLock();
  private final AtomicBoolean askingAhead = new AtomicBoolean();
  private final AtomicReference<Answer> last;
  private final AtomicLong floor;

  @Autowired
  DatabaseState(JdbcClient jdbc, ReadingProperties properties) {
    this(
        () -> jdbc.sql("select " + Source.STATE).query(String.class).single(),
        properties.tolerance(),
        System::nanoTime);
  }

  /**
   * Nothing is asked yet.
   *
   * @param tolerance how old a state may be; zero lets every reader ask, or share the question of
   *     one who came later
   * @param clock like {@link System#nanoTime}
   */
  DatabaseState(Supplier<String> question, Duration tolerance, LongSupplier clock) {
    this.question = question;
    this.tolerance = tolerance.toNanos();
    this.clock = clock;
    this.floor = new AtomicLong(clock.getAsLong());
    this.last = new AtomicReference<>(new Answer(Snapshot.NONE, floor.get() - 1));
  }

  /**
   * Something of this moment was learnt, and is told to readers or known by them: no answer from
   * now on is older.
   */
  public void advance() {
    long now = clock.getAsLong();
    floor.accumulateAndGet(now, (a, b) -> a - b >= 0 ? a : b);
  }

  /** The state of a moment within the tolerance before the call, and after the last advance. */
  String confirmed() {
    long now = clock.getAsLong();
    long oldest = now - tolerance;
    long since = floor.get() - oldest >= 0 ? floor.get() : oldest;
    Answer known = last.get();
    if (!known.isSince(since)) {
      return ask(since);
    }
    if (!known.isSince(now - tolerance / 2) && askingAhead.compareAndSet(false, true)) {
      Thread.startVirtualThread(this::askAhead);
    }
    return known.state.text();
  }

  /** So that under load nobody waits for the next look. */
  private void askAhead() {
    try {
      ask(clock.getAsLong());
    } catch (DataAccessException e) {
      LOG.debug("The state could not be asked for ahead; the next reader asks, and is told", e);
    } finally {
      askingAhead.set(false);
    }
  }

  private String ask(long since) {
    boolean first = hasTurn();
    try {
      Answer known = last.get();
      if (known.isSince(since)) {
        return known.state.text();
      }
      long asked = clock.getAsLong();
      return seen(question.get(), asked);
    } finally {
      if (first) {
        asking.unlock();
      }
    }
  }

  private boolean hasTurn() {
    try {
      return asking.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A moment, for {@link #seen}. */
  long now() {
    return clock.getAsLong();
  }

  /**
   * A statement that was begun at a moment has seen this state.
   *
   * @return the newest that anybody has seen
   */
  String seen(String state, long asked) {
    Answer answer = new Answer(Snapshot.of(state), asked);
    return last.accumulateAndGet(answer, Answer::and).state.text();
  }
}
