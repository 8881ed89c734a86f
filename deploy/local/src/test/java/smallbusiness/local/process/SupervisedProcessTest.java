package smallbusiness.local.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
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
import smallbusiness.local.terminal.Console;

class SupervisedProcessTest {

  @TempDir Path folder;

  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private @Nullable SupervisedProcess supervised;

  @AfterEach
  void stop() {
    if (supervised != null) {
      supervised.stop();
    }
  }

  @Test
  void a_killed_process_is_restarted_and_the_terminal_reports_it() throws IOException {
    SupervisedProcess sleeper = supervise("sleep 60");
    sleeper.firstReady().join();
    ProcessHandle first = running().orElseThrow();

    first.destroyForcibly();

    await().untilAsserted(() -> assertThat(running()).isPresent().get().isNotEqualTo(first));
    await()
        .untilAsserted(() -> assertThat(terminalText()).contains("sleeper was killed by signal 9"));
    await().untilAsserted(() -> assertThat(terminalText()).contains("sleeper is back after"));
  }

  @Test
  void a_stopped_process_is_not_restarted() throws IOException {
    SupervisedProcess sleeper = supervise("sleep 60");
    sleeper.firstReady().join();
    ProcessHandle process = running().orElseThrow();

    sleeper.stop();

    assertThat(process.isAlive()).isFalse();
    assertThat(running()).isEmpty();
    assertThat(terminalText()).isEmpty();
  }

  @Test
  void a_process_that_ignores_the_stop_signal_is_killed_after_its_grace_period()
      throws IOException {
    SupervisedProcess stubborn = supervise("trap '' TERM; while true; do sleep 1; done");
    stubborn.firstReady().join();
    ProcessHandle process = running().orElseThrow();
    // Wait until the shell ignores the signal.
    await().until(() -> process.children().findAny().isPresent());

    stubborn.stop();

    assertThat(process.isAlive()).isFalse();
    assertThat(terminalText()).contains("did not stop within");
  }

  @Test
  void a_process_that_cannot_start_fails_with_the_path_of_its_log() {
    SupervisedProcess broken =
        new SupervisedProcess(
            spec("exit 3", () -> false), folder, new Console(new PrintStream(terminal)));
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
  void another_process_with_the_recorded_pid_is_ignored() throws IOException {
    SupervisedProcess sleeper = supervise("sleep 60");
    sleeper.firstReady().join();
    long pid = running().orElseThrow().pid();

    Files.writeString(folder.resolve("sleeper.pid"), pid + " 1000000000000\n");

    assertThat(running()).isEmpty();
  }

  private SupervisedProcess supervise(String script) throws CompletionException {
    SupervisedProcess started =
        new SupervisedProcess(
            spec(script, () -> true), folder, new Console(new PrintStream(terminal)));
    supervised = started;
    started.start();
    return started;
  }

  private ProcessSpec spec(String script, ReadinessProbe probe) {
    return new ProcessSpec(
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

  private String terminalText() {
    return terminal.toString(UTF_8);
  }
}
