package smallbusiness.messaging.relay.support;

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

/** A process that tests kill, freeze and resume; it ends with this JVM. */
public final class ChildProcess implements AutoCloseable {

  private final Process process;
  private final Path log;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  /** Starts a JVM with the class path of this one. */
  public static ChildProcess java(Path folder, String name, Class<?> main, String... arguments) {
    return java(folder, name, main.getName(), List.of("-Xmx256m"), arguments);
  }

  public static ChildProcess java(
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

  public static ChildProcess start(Path folder, String name, List<String> command) {
    Path log = folder.resolve(name + ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new ChildProcess(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its output so far. */
  public Stream<String> lines() {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The end of its output, with a thread dump if it is a JVM. */
  public String dump() {
    signal("QUIT");
    Awaitility.await()
        .pollDelay(Duration.ofSeconds(1))
        .until(() -> true); // it prints asynchronously
    List<String> lines = lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 500), lines.size()));
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Kills the process with SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Freezes the process with SIGSTOP; its connections stay open. */
  public void freeze() {
    signal("STOP");
  }

  /** Resumes a frozen process with SIGCONT. */
  public void resume() {
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
