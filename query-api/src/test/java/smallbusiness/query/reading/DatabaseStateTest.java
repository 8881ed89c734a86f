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
    return new DatabaseState(() -> text(questions.incrementAndGet()), tolerance, time::get);
  }

  private static String text(int next) {
    return "1:%d: server".formatted(next);
  }

  private void pass(long minutes) {
    time.addAndGet(Duration.ofMinutes(minutes).toNanos());
  }

  @Test
  void within_the_tolerance_one_question_serves_all() {
    DatabaseState state = state(LONG);

    for (int i = 0; i < 100; i++) {
      assertThat(state.confirmed()).isEqualTo(text(1));
    }
  }

  @Test
  void without_tolerance_everybody_asks() {
    DatabaseState state = state(Duration.ZERO);

    assertThat(state.confirmed()).isEqualTo(text(1));
    pass(1);
    assertThat(state.confirmed()).isEqualTo(text(2));
  }

  @Test
  void in_the_tolerance_s_second_half_nobody_waits_for_the_next_question() {
    DatabaseState state = state(LONG);
    state.confirmed();
    pass(40);

    assertThat(state.confirmed()).isEqualTo(text(1));

    Awaitility.await().until(() -> state.confirmed().equals(text(2)));
    assertThat(questions).hasValue(2);
  }

  @Test
  void after_the_tolerance_it_is_asked_anew() {
    DatabaseState state = state(LONG);
    state.confirmed();
    pass(61);

    assertThat(state.confirmed()).isEqualTo(text(2));
  }

  @Test
  void after_an_advance_what_was_asked_before_counts_no_more() {
    DatabaseState state = state(LONG);
    state.confirmed();

    pass(1);
    state.advance();

    assertThat(state.confirmed()).isEqualTo(text(2));
    assertThat(state.confirmed()).isEqualTo(text(2));
  }

  @Test
  void what_a_statement_has_seen_since_saves_a_question() {
    DatabaseState state = state(LONG);
    state.confirmed();
    pass(1);
    state.advance();

    state.seen(text(7), state.now());

    assertThat(state.confirmed()).isEqualTo(text(7));
    assertThat(questions).hasValue(1);
  }

  @Test
  void an_older_state_does_not_replace_a_newer_one_whenever_it_was_asked_for() {
    DatabaseState state = state(LONG);
    long earlier = state.now();
    pass(1);
    state.confirmed();

    state.seen(text(0), earlier);
    assertThat(state.confirmed()).isEqualTo(text(1));

    pass(1);
    state.seen(text(0), state.now());
    assertThat(state.confirmed()).isEqualTo(text(1));
  }

  @Test
  void a_statement_that_began_earlier_and_saw_a_newer_state_is_believed() {
    DatabaseState state = state(LONG);
    long earlier = state.now();
    pass(1);
    state.confirmed();

    state.seen("1:1:1 server", earlier);
    assertThat(state.confirmed()).isEqualTo(text(1));
    state.seen(text(2), earlier);

    assertThat(state.confirmed()).isEqualTo(text(2));
    assertThat(questions).hasValue(1);
  }

  @Test
  void another_server_counts_by_itself() {
    DatabaseState state = state(LONG);
    state.confirmed();
    pass(1);

    state.seen("1:1: another", state.now());

    assertThat(state.confirmed()).isEqualTo("1:1: another");
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
              return text(number);
            },
            LONG,
            time::get);
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> hanging = readers.submit(state::confirmed);
      Awaitility.await().until(() -> questions.get() == 1);

      assertThat(readers.submit(state::confirmed).get()).isEqualTo(text(2));

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
