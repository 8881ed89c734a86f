package smallbusiness.query.reading;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gives out what is remembered and confirmed, and lets readers who come at the same time share one
 * question to the database for the rest. One of them asks for all who wait; who comes meanwhile
 * waits for the next question, so that what is not remembered was read after its reader came.
 * Alone, a reader asks at once. Safe for use by many threads, which should be virtual ones.
 */
public final class SharedReads<K, V> {

  /** More keys make a question slow for those who ask for one. */
  private static final int MOST_KEYS = 200;

  /** After that long nobody waits for a question that hangs: the next reader asks beside it. */
  private static final Duration PATIENCE = Duration.ofMillis(250);

  private final Memory<K, V> memory;
  private final Deque<Turn<K, V>> waiting = new ArrayDeque<>();
  private @Nullable Turn<K, V> leader;
  private long since;

  /**
   * @param most rows that are remembered while the database does not change
   */
  SharedReads(Source<K, V> source, DatabaseState state, int most) {
    this.memory = new Memory<>(source, state, most);
  }

  /** The row as it is, or was within the state's tolerance; empty when there is none. */
  public Optional<V> find(K key) {
    @Nullable V remembered = memory.find(key);
    return remembered != null ? Optional.of(remembered) : ask(key);
  }

  private Optional<V> ask(K key) {
    Turn<K, V> turn = new Turn<>(key);
    join(turn);
    while (turn.waits()) {
      turn.await(PATIENCE);
      overtake(turn);
    }
    if (turn.leads()) {
      lead(turn);
    }
    return Optional.ofNullable(turn.row());
  }

  /** Readers whose question has not been asked yet. */
  synchronized int waiting() {
    return waiting.size();
  }

  private synchronized void join(Turn<K, V> turn) {
    waiting.add(turn);
    if (leader == null) {
      appoint(turn);
    }
  }

  /** Asks beside a question that hangs, also in place of one that the turn was part of. */
  private synchronized void overtake(Turn<K, V> turn) {
    if (turn.waits() && System.nanoTime() - since > PATIENCE.toNanos()) {
      if (!waiting.contains(turn)) {
        waiting.add(turn);
      }
      appoint(turn);
    }
  }

  private void appoint(Turn<K, V> turn) {
    leader = turn;
    since = System.nanoTime();
    turn.lead();
  }

  private void lead(Turn<K, V> own) {
    List<Turn<K, V>> group = group(own);
    try {
      Map<K, V> rows =
          memory.read(group.stream().map(Turn::key).collect(Collectors.toUnmodifiableSet()));
      group.forEach(turn -> turn.answer(rows.get(turn.key())));
    } catch (RuntimeException | Error e) {
      group.forEach(turn -> turn.fail(e));
    } finally {
      pass(own);
    }
  }

  private synchronized List<Turn<K, V>> group(Turn<K, V> own) {
    waiting.remove(own);
    List<Turn<K, V>> group = new ArrayList<>(List.of(own));
    while (group.size() < MOST_KEYS && !waiting.isEmpty()) {
      group.add(waiting.remove());
    }
    return group;
  }

  private synchronized void pass(Turn<K, V> own) {
    if (leader == own) {
      leader = null;
      @Nullable Turn<K, V> next = waiting.peek();
      if (next != null) {
        appoint(next);
      }
    }
  }
}
