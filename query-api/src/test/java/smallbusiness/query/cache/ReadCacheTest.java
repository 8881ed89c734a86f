package smallbusiness.query.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which lookups share a query. */
class ReadCacheTest {

  private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Set<String>> queries = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Boolean> answers = new LinkedBlockingQueue<>();
  private final ReadCache<String, String> cache =
      new ReadCache<>(
          this::read, new SnapshotTracker(() -> "1:1: server", Duration.ZERO, System::nanoTime), 0);

  /** The database, which answers when the test allows it. */
  private RowSource.Rows<String, String> read(Set<String> keys) {
    queries.add(keys);
    try {
      if (Boolean.FALSE.equals(answers.poll(20, TimeUnit.SECONDS))) {
        throw new IllegalArgumentException("broken");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new RowSource.Rows<>(
        "", keys.contains("nothing") ? Map.of() : Map.of(keys.iterator().next(), "row"));
  }

  @AfterEach
  void end() {
    for (int i = 0; i < 100; i++) {
      answers.add(true);
    }
    readers.close();
  }

  private Future<Optional<String>> lookUp(String key) {
    return readers.submit(() -> cache.find(key));
  }

  private void awaitQueries(int count) {
    Awaitility.await().until(() -> queries.size() == count);
  }

  @Test
  void lookups_during_a_query_share_the_next_one() throws Exception {
    Future<Optional<String>> first = lookUp("a");
    awaitQueries(1);
    List<Future<Optional<String>>> others = List.of(lookUp("b"), lookUp("b"), lookUp("b"));
    Awaitility.await().until(() -> cache.waiting() == 3);

    answers.add(true);
    answers.add(true);

    assertThat(first.get()).hasValue("row");
    for (Future<Optional<String>> other : others) {
      assertThat(other.get()).hasValue("row");
    }
    assertThat(queries).containsExactly(Set.of("a"), Set.of("b"));
  }

  @Test
  void a_row_is_never_read_before_its_lookup() throws Exception {
    Future<Optional<String>> first = lookUp("a");
    awaitQueries(1);
    Future<Optional<String>> late = lookUp("a");
    Awaitility.await().until(() -> cache.waiting() == 1);

    answers.add(true);

    assertThat(first.get()).hasValue("row");
    awaitQueries(2);
    assertThat(late).isNotDone();
    answers.add(true);
    assertThat(late.get()).hasValue("row");
  }

  @Test
  void a_failed_query_fails_only_the_lookups_that_share_it() throws Exception {
    Future<Optional<String>> first = lookUp("a");
    awaitQueries(1);
    Future<Optional<String>> second = lookUp("b");
    Awaitility.await().until(() -> cache.waiting() == 1);

    answers.add(false);
    answers.add(true);

    assertThatThrownBy(first::get).hasRootCauseInstanceOf(IllegalArgumentException.class);
    assertThat(second.get()).hasValue("row");
  }

  @Test
  void readers_do_not_wait_for_a_query_that_hangs() throws Exception {
    Future<Optional<String>> hanging = lookUp("a");
    awaitQueries(1);

    Future<Optional<String>> second = lookUp("b");
    awaitQueries(2);

    assertThat(hanging).isNotDone();
    assertThat(second).isNotDone();
    answers.add(true);
    answers.add(true);
    assertThat(second.get()).hasValue("row");
    assertThat(hanging.get()).hasValue("row");
  }

  @Test
  void a_missing_row_is_empty() throws Exception {
    answers.add(true);

    assertThat(lookUp("nothing").get()).isEmpty();
  }
}
