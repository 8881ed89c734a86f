package smallbusiness.messaging.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A process that tests may kill, stop and continue; it dies with this JVM. */
final class Child implements AutoCloseable {

  private final Process process;
  private final Path log;

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  /** A JVM like this one, with the same class path. */
  static Child java(Path folder, String name, Class<?> main, String... arguments) {
    return java(folder, name, main.getName(), List.of("-Xmx256m"), arguments);
  }

  static Child java(
      Path folder, String name, String main, List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(main);
    command.addAll(List.of(arguments));
    return start(folder, name, command);
  }

  static Child start(Path folder, String name, List<String> command) {
    Path log = folder.resolve(name + ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new Child(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it has printed. */
  Stream<String> lines() {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The end of what it has printed, with its threads when it is a JVM. */
  String dump() {
    signal("QUIT");
    Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> true); // it prints by itself
    List<String> lines = lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 500), lines.size()));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL: no chance to clean up. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGSTOP: frozen, connections open. */
  void freeze() {
    signal("STOP");
  }

  /** SIGCONT: goes on as if nothing had happened. */
  void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
