package smallbusiness.local.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smallbusiness.local.Console;

class SupervisedTest {

  @TempDir Path folder;

  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private @Nullable Supervised supervised;

  @AfterEach
  void stop() {
    if (supervised != null) {
      supervised.stop();
    }
  }

  @Test
  void a_process_that_is_killed_is_started_again_and_the_terminal_says_so() throws IOException {
    Supervised sleeper = supervise("sleep 60");
    sleeper.firstReady().join();
    ProcessHandle first = running().orElseThrow();

    first.destroyForcibly();

    await().untilAsserted(() -> assertThat(running()).isPresent().get().isNotEqualTo(first));
    await().untilAsserted(() -> assertThat(told()).contains("sleeper was killed by signal 9"));
    await().untilAsserted(() -> assertThat(told()).contains("sleeper is back after"));
  }

  @Test
  void a_stopped_process_is_gone_and_stays_away() throws IOException {
    Supervised sleeper = supervise("sleep 60");
    sleeper.firstReady().join();
    ProcessHandle process = running().orElseThrow();

    sleeper.stop();

    assertThat(process.isAlive()).isFalse();
    assertThat(running()).isEmpty();
    assertThat(told()).isEmpty();
  }

  @Test
  void a_process_that_ignores_the_request_to_end_is_killed_after_its_grace() throws IOException {
    Supervised stubborn = supervise("trap '' TERM; while true; do sleep 1; done");
    stubborn.firstReady().join();
    ProcessHandle process = running().orElseThrow();
    // The shell needs a moment until it ignores the signal.
    await().until(() -> process.children().findAny().isPresent());

    stubborn.stop();

    assertThat(process.isAlive()).isFalse();
    assertThat(told()).contains("did not end within");
  }

  @Test
  void a_process_that_cannot_start_is_given_up_with_the_place_of_its_log() {
    Supervised broken =
        new Supervised(
            program("exit 3", () -> false), folder, new Console(new PrintStream(terminal)));
    supervised = broken;
    broken.start();

    assertThat(broken.firstReady())
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .havingRootCause()
        .withMessageContaining("ended with exit code 3")
        .withMessageContaining("sleeper.log");
  }

  @Test
  void another_process_with_the_remembered_number_is_not_taken_for_ours() throws IOException {
    Supervised sleeper = supervise("sleep 60");
    sleeper.firstReady().join();
    long pid = running().orElseThrow().pid();

    java.nio.file.Files.writeString(folder.resolve("sleeper.pid"), pid + " 1000000000000\n");

    assertThat(running()).isEmpty();
  }

  private Supervised supervise(String script) throws CompletionException {
    Supervised started =
        new Supervised(program(script, () -> true), folder, new Console(new PrintStream(terminal)));
    supervised = started;
    started.start();
    return started;
  }

  private Program program(String script, Probe probe) {
    return new Program(
        "sleeper",
        List.of("sh", "-c", script),
        Map.of(),
        folder.resolve("sleeper.log"),
        probe,
        "TERM",
        Duration.ofSeconds(1));
  }

  private Optional<ProcessHandle> running() throws IOException {
    return new PidFile(folder, "sleeper").running();
  }

  private String told() {
    return terminal.toString(UTF_8);
  }
}
