package smallbusiness.query.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** When the snapshot is queried, and for which readers. */
class SnapshotTrackerTest {

  private static final Duration LONG = Duration.ofHours(1);

  private final AtomicInteger queries = new AtomicInteger();
  private final AtomicLong time = new AtomicLong();

  private SnapshotTracker tracker(Duration tolerance) {
    return new SnapshotTracker(() -> text(queries.incrementAndGet()), tolerance, time::get);
  }

  private static String text(int next) {
    return "1:%d: server".formatted(next);
  }

  private void pass(long minutes) {
    time.addAndGet(Duration.ofMinutes(minutes).toNanos());
  }

  @Test
  void within_the_tolerance_one_query_serves_all_readers() {
    SnapshotTracker tracker = tracker(LONG);

    for (int i = 0; i < 100; i++) {
      assertThat(tracker.current()).isEqualTo(text(1));
    }
  }

  @Test
  void without_tolerance_every_reader_queries() {
    SnapshotTracker tracker = tracker(Duration.ZERO);

    assertThat(tracker.current()).isEqualTo(text(1));
    pass(1);
    assertThat(tracker.current()).isEqualTo(text(2));
  }

  @Test
  void in_the_second_half_of_the_tolerance_the_snapshot_is_refreshed_without_waiting() {
    SnapshotTracker tracker = tracker(LONG);
    tracker.current();
    pass(40);

    assertThat(tracker.current()).isEqualTo(text(1));

    Awaitility.await().until(() -> tracker.current().equals(text(2)));
    assertThat(queries).hasValue(2);
  }

  @Test
  void after_the_tolerance_the_snapshot_is_queried_again() {
    SnapshotTracker tracker = tracker(LONG);
    tracker.current();
    pass(61);

    assertThat(tracker.current()).isEqualTo(text(2));
  }

  @Test
  void expiring_older_observations_causes_a_new_query() {
    SnapshotTracker tracker = tracker(LONG);
    tracker.current();

    pass(1);
    tracker.expireOlder();

    assertThat(tracker.current()).isEqualTo(text(2));
    assertThat(tracker.current()).isEqualTo(text(2));
  }

  @Test
  void a_snapshot_observed_since_saves_a_query() {
    SnapshotTracker tracker = tracker(LONG);
    tracker.current();
    pass(1);
    tracker.expireOlder();

    tracker.observe(text(7), tracker.now());

    assertThat(tracker.current()).isEqualTo(text(7));
    assertThat(queries).hasValue(1);
  }

  @Test
  void an_older_snapshot_never_replaces_a_newer_one() {
    SnapshotTracker tracker = tracker(LONG);
    long earlier = tracker.now();
    pass(1);
    tracker.current();

    tracker.observe(text(0), earlier);
    assertThat(tracker.current()).isEqualTo(text(1));

    pass(1);
    tracker.observe(text(0), tracker.now());
    assertThat(tracker.current()).isEqualTo(text(1));
  }

  @Test
  void a_newer_snapshot_of_a_statement_that_started_earlier_is_kept() {
    SnapshotTracker tracker = tracker(LONG);
    long earlier = tracker.now();
    pass(1);
    tracker.current();

    tracker.observe("1:1:1 server", earlier);
    assertThat(tracker.current()).isEqualTo(text(1));
    tracker.observe(text(2), earlier);

    assertThat(tracker.current()).isEqualTo(text(2));
    assertThat(queries).hasValue(1);
  }

  @Test
  void a_snapshot_of_another_server_replaces_the_known_one() {
    SnapshotTracker tracker = tracker(LONG);
    tracker.current();
    pass(1);

    tracker.observe("1:1: another", tracker.now());

    assertThat(tracker.current()).isEqualTo("1:1: another");
  }

  @Test
  void readers_do_not_wait_for_a_query_that_hangs() throws Exception {
    CountDownLatch hang = new CountDownLatch(1);
    SnapshotTracker tracker =
        new SnapshotTracker(
            () -> {
              int number = queries.incrementAndGet();
              if (number == 1) {
                await(hang);
              }
              return text(number);
            },
            LONG,
            time::get);
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> hanging = readers.submit(tracker::current);
      Awaitility.await().until(() -> queries.get() == 1);

      assertThat(readers.submit(tracker::current).get()).isEqualTo(text(2));

      assertThat(hanging).isNotDone();
      hang.countDown();
      assertThat(hanging.get()).isEqualTo(text(2));
    } finally {
      hang.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
