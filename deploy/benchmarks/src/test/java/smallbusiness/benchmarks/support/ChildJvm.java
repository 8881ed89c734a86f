package smallbusiness.benchmarks.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A separate JVM of the measured system. It ends when its input ends, at the latest with this
 * process. Its output goes to a log; lines that begin with "> " are its answers.
 */
public final class ChildJvm implements AutoCloseable {

  public static final String ANSWER = "> ";

  private static final Path LOGS = Path.of("target", "benchmarks");
  private static final Duration GRACE = Duration.ofSeconds(15);

  private final String name;
  private final Path log;
  private final Process process;
  private final PrintWriter input;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  private ChildJvm(String name, List<String> command) throws IOException {
    this.name = name;
    this.log = Files.createDirectories(LOGS).resolve(name + ".log");
    this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
    this.input = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    Thread.ofPlatform().daemon().name(name + "-output").start(this::read);
  }

  /** Starts a JVM with the class path of this one. */
  public static ChildJvm java(
      String name, List<String> options, Class<?> main, String... arguments) {
    return java(name, options, System.getProperty("java.class.path"), main.getName(), arguments);
  }

  static ChildJvm java(
      String name, List<String> options, String classPath, String main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(List.of(arguments));
    try {
      return new ChildJvm(name, command);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " did not start", e);
    }
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        PrintWriter copy = new PrintWriter(Files.newBufferedWriter(log), true)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        copy.println(line);
        if (line.startsWith(ANSWER)) {
          answers.add(line.substring(ANSWER.length()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot log the output of " + name, e);
    }
  }

  /** Writes a line to its input. */
  public void say(String line) {
    input.println(line);
  }

  /** Returns its next answer. Fails if it ends or does not answer in time. */
  public String answer(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    while (System.nanoTime() < end) {
      @Nullable String answer = answers.poll(100, TimeUnit.MILLISECONDS);
      if (answer != null) {
        return answer;
      }
      check();
    }
    throw new IllegalStateException(name + " does not answer; see " + log.toAbsolutePath());
  }

  /** Fails if it has ended. */
  void check() {
    if (!process.isAlive() && answers.isEmpty()) {
      throw new IllegalStateException(name + " has ended; see " + log.toAbsolutePath());
    }
  }

  /** Its output so far. */
  List<String> lines() throws IOException {
    return Files.readAllLines(log);
  }

  @Override
  public void close() throws InterruptedException {
    input.close();
    if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
