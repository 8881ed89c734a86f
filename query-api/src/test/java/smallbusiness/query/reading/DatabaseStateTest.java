package smallbusiness.query.reading;

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

/** When the database is asked for its state, and for whom. */
class DatabaseStateTest {

  private static final Duration LONG = Duration.ofHours(1);

  private final AtomicInteger questions = new AtomicInteger();
  private final AtomicLong time = new AtomicLong();

  private DatabaseState state(Duration tolerance) {
    return new DatabaseState(() -> "state " + questions.incrementAndGet(), tolerance, time::get);
  }

  private void pass(long minutes) {
    time.addAndGet(Duration.ofMinutes(minutes).toNanos());
  }

  @Test
  void within_the_tolerance_one_question_serves_all() {
    DatabaseState state = state(LONG);

    for (int i = 0; i < 100; i++) {
      assertThat(state.confirmed()).isEqualTo("state 1");
    }
  }

  @Test
  void without_tolerance_everybody_asks() {
    DatabaseState state = state(Duration.ZERO);

    assertThat(state.confirmed()).isEqualTo("state 1");
    pass(1);
    assertThat(state.confirmed()).isEqualTo("state 2");
  }

  @Test
  void in_the_tolerance_s_second_half_nobody_waits_for_the_next_question() {
    DatabaseState state = state(LONG);
    state.confirmed();
    pass(40);

    assertThat(state.confirmed()).isEqualTo("state 1");

    Awaitility.await().until(() -> state.confirmed().equals("state 2"));
    assertThat(questions).hasValue(2);
  }

  @Test
  void after_the_tolerance_it_is_asked_anew() {
    DatabaseState state = state(LONG);
    state.confirmed();
    pass(61);

    assertThat(state.confirmed()).isEqualTo("state 2");
  }

  @Test
  void after_an_advance_what_was_asked_before_counts_no_more() {
    DatabaseState state = state(LONG);
    state.confirmed();

    pass(1);
    state.advance();

    assertThat(state.confirmed()).isEqualTo("state 2");
    assertThat(state.confirmed()).isEqualTo("state 2");
  }

  @Test
  void what_a_statement_has_seen_since_saves_a_question() {
    DatabaseState state = state(LONG);
    state.confirmed();
    pass(1);
    state.advance();

    state.seen("seen", state.now());

    assertThat(state.confirmed()).isEqualTo("seen");
    assertThat(questions).hasValue(1);
  }

  @Test
  void a_statement_that_began_earlier_does_not_replace_what_was_seen_later() {
    DatabaseState state = state(LONG);
    long earlier = state.now();
    pass(1);
    state.confirmed();

    state.seen("old", earlier);

    assertThat(state.confirmed()).isEqualTo("state 1");
  }

  @Test
  void nobody_waits_for_a_question_that_hangs() throws Exception {
    CountDownLatch hang = new CountDownLatch(1);
    DatabaseState state =
        new DatabaseState(
            () -> {
              int number = questions.incrementAndGet();
              if (number == 1) {
                await(hang);
              }
              return "state " + number;
            },
            LONG,
            time::get);
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> hanging = readers.submit(state::confirmed);
      Awaitility.await().until(() -> questions.get() == 1);

      assertThat(readers.submit(state::confirmed).get()).isEqualTo("state 2");

      assertThat(hanging).isNotDone();
      hang.countDown();
      assertThat(hanging.get()).isEqualTo("state 1");
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
