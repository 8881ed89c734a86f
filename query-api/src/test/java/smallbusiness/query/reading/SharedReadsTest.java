package smallbusiness.query.reading;

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

/** Who shares a question, and with whom. */
class SharedReadsTest {

  private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Set<String>> questions = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Boolean> answers = new LinkedBlockingQueue<>();
  private final SharedReads<String, String> reads =
      new SharedReads<>(
          this::read, new DatabaseState(() -> "1:1: server", Duration.ZERO, System::nanoTime), 0);

  /** The database, which answers when the test lets it. */
  private Source.Rows<String, String> read(Set<String> keys) {
    questions.add(keys);
    try {
      if (Boolean.FALSE.equals(answers.poll(20, TimeUnit.SECONDS))) {
        throw new IllegalArgumentException("broken");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Source.Rows<>(
        "", keys.contains("nothing") ? Map.of() : Map.of(keys.iterator().next(), "row"));
  }

  @AfterEach
  void end() {
    for (int i = 0; i < 100; i++) {
      answers.add(true);
    }
    readers.close();
  }

  private Future<Optional<String>> ask(String key) {
    return readers.submit(() -> reads.find(key));
  }

  private void awaitQuestions(int count) {
    Awaitility.await().until(() -> questions.size() == count);
  }

  @Test
  void who_comes_while_a_question_is_under_way_shares_the_next_one() throws Exception {
    Future<Optional<String>> first = ask("a");
    awaitQuestions(1);
    List<Future<Optional<String>>> others = List.of(ask("b"), ask("b"), ask("b"));
    Awaitility.await().until(() -> reads.waiting() == 3);

    answers.add(true);
    answers.add(true);

    assertThat(first.get()).hasValue("row");
    for (Future<Optional<String>> other : others) {
      assertThat(other.get()).hasValue("row");
    }
    assertThat(questions).containsExactly(Set.of("a"), Set.of("b"));
  }

  @Test
  void an_answer_is_never_older_than_its_question() throws Exception {
    Future<Optional<String>> first = ask("a");
    awaitQuestions(1);
    Future<Optional<String>> late = ask("a");
    Awaitility.await().until(() -> reads.waiting() == 1);

    answers.add(true);

    assertThat(first.get()).hasValue("row");
    awaitQuestions(2);
    assertThat(late).isNotDone();
    answers.add(true);
    assertThat(late.get()).hasValue("row");
  }

  @Test
  void a_question_that_fails_fails_for_those_who_share_it_and_for_nobody_else() throws Exception {
    Future<Optional<String>> first = ask("a");
    awaitQuestions(1);
    Future<Optional<String>> second = ask("b");
    Awaitility.await().until(() -> reads.waiting() == 1);

    answers.add(false);
    answers.add(true);

    assertThatThrownBy(first::get).hasRootCauseInstanceOf(IllegalArgumentException.class);
    assertThat(second.get()).hasValue("row");
  }

  @Test
  void nobody_waits_for_a_question_that_hangs() throws Exception {
    Future<Optional<String>> hanging = ask("a");
    awaitQuestions(1);

    Future<Optional<String>> second = ask("b");
    awaitQuestions(2);

    assertThat(hanging).isNotDone();
    assertThat(second).isNotDone();
    answers.add(true);
    answers.add(true);
    assertThat(second.get()).hasValue("row");
    assertThat(hanging.get()).hasValue("row");
  }

  @Test
  void what_there_is_not_is_nothing() throws Exception {
    answers.add(true);

    assertThat(ask("nothing").get()).isEmpty();
  }
}
