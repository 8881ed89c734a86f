package smallbusiness.acceptance.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The system as a person runs it on one machine: {@code deploy/local/run} in a folder of its own.
 */
public final class LocalRun {

  /** What its operator sends to have something done below {@code /actuator}. */
  public static final String OPERATOR_TOKEN = "token of the acceptance suites";

  private static final Duration READY_LIMIT = Duration.ofMinutes(8);
  private static final Duration COMMAND_LIMIT = Duration.ofMinutes(10);

  /** The repository. */
  static final Path ROOT = Path.of(System.getProperty("acceptance.root", "../.."));

  private static final List<String> PORTS =
      List.of(
          "sales",
          "warehouse",
          "accounting",
          "query-api",
          "kafka",
          "kafka-controller",
          "registry",
          "registry-management",
          "postgres");

  private final Path data;
  private final Map<String, Integer> ports;
  private final List<String> terminal = Collections.synchronizedList(new ArrayList<>());
  private final Process launcher;
  private final CompletableFuture<String> ready = new CompletableFuture<>();

  private LocalRun(Path data, Map<String, Integer> ports) throws IOException {
    this.data = data;
    this.ports = ports;
    this.launcher = launch();
    Thread.ofVirtual().start(this::listen);
  }

  /** Starts a system on free ports and returns when it is ready. */
  static LocalRun start(Path data) throws IOException {
    return new LocalRun(data, freePorts()).awaitReady();
  }

  /** Starts the system anew on the same data and ports. */
  public LocalRun startAgain() throws IOException {
    return new LocalRun(data, ports).awaitReady();
  }

  /** Tries to start another system on the same data, and returns how that went. */
  public Finished startBeside() throws IOException, InterruptedException {
    return run(command("run", "--no-build", "--data", data.toString()));
  }

  /** Has the launcher's JVM let go of everything that it does not hold on to. */
  public void collectLaunchersGarbage() throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Finished finished = run(List.of(jcmd, Long.toString(launcher.pid()), "GC.run"));
    if (finished.exitCode() != 0) {
      throw new IllegalStateException(finished.output());
    }
  }

  /** Tries to start a system of its own that wants one of this one's ports. */
  public Finished startElsewhereOnTakenPort(Path elsewhere)
      throws IOException, InterruptedException {
    return run(
        command(
            "run",
            "--no-build",
            "--data",
            elsewhere.toString(),
            "--port",
            "postgres=" + ports.get("postgres")));
  }

  /** The folder that it keeps its data in. */
  Path data() {
    return data;
  }

  /** Where a service answers. */
  String url(String service) {
    return "http://" + address(service);
  }

  /** Host and port of any part. */
  public String address(String part) {
    return "127.0.0.1:" + ports.get(part);
  }

  /** Kills a process as a crash would. */
  public void kill(String name) throws IOException {
    ProcessHandle.of(pid(name)).ifPresent(ProcessHandle::destroyForcibly);
  }

  /**
   * Kills a process and keeps it down: its launcher, which would start it again, stands still until
   * {@link #letGoOn}.
   */
  public void keepDown(String name) throws IOException, InterruptedException {
    signal("STOP", launcher.pid());
    kill(name);
  }

  /** Lets the launcher go on, which finds what has died meanwhile and starts it again. */
  public void letGoOn() throws IOException, InterruptedException {
    signal("CONT", launcher.pid());
  }

  /** Stops a process where it stands, as a machine that is out of breath would. */
  public void freeze(String name) throws IOException, InterruptedException {
    signal("STOP", pid(name));
  }

  /** Lets a frozen process go on. */
  public void thaw(String name) throws IOException, InterruptedException {
    signal("CONT", pid(name));
  }

  private static void signal(String signal, long pid) throws IOException, InterruptedException {
    int exit =
        new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException("Process " + pid + " did not take signal " + signal);
    }
  }

  /** The operating system's number of a process. */
  public long pid(String name) throws IOException {
    return Long.parseLong(
        Files.readString(data.resolve("run").resolve(name + ".pid")).split(" ", 2)[0]);
  }

  /** The names of all processes that the launcher watches. */
  public static List<String> processes() {
    return List.of(
        "warehouse", "sales", "accounting", "query-api", "registry", "kafka", "postgres");
  }

  /** Kills the launcher alone as a crash would, leaving its children. */
  public void killLauncher() throws InterruptedException {
    launcher.destroyForcibly().waitFor();
  }

  /** Ends the system as Ctrl-C does, and returns the exit code. */
  int stop() throws InterruptedException {
    launcher.destroy();
    if (!launcher.waitFor(2, TimeUnit.MINUTES)) {
      launcher.destroyForcibly();
      throw new IllegalStateException("The launcher did not stop");
    }
    return launcher.exitValue();
  }

  /** What the terminal showed so far. */
  public String told() {
    synchronized (terminal) {
      return String.join("\n", terminal);
    }
  }

  /** A command that has ended. */
  public record Finished(int exitCode, String output) {}

  private LocalRun awaitReady() {
    String end =
        ready
            .completeOnTimeout("not ready in time", READY_LIMIT.toSeconds(), TimeUnit.SECONDS)
            .join();
    if (!end.startsWith("Ready")) {
      launcher.destroyForcibly();
      throw new IllegalStateException("The system did not start: " + end + "\n" + told());
    }
    return this;
  }

  private Process launch() throws IOException {
    List<String> command = command("run", "--no-build", "--data", data.toString());
    ports.forEach(
        (name, port) -> {
          command.add("--port");
          command.add(name + "=" + port);
        });
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("OPERATOR_TOKEN", OPERATOR_TOKEN);
    return builder.start();
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(launcher.getInputStream(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        terminal.add(line);
        if (line.startsWith("Ready in")) {
          ready.complete(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ready.complete("it ended");
    }
  }

  /** How to call one of deploy/local's scripts. */
  static List<String> command(String script, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(ROOT.resolve("deploy/local").resolve(script).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /**
   * Runs a command to its end.
   *
   * @throws IllegalStateException when it does not end by itself; it is killed then
   */
  public static Finished run(List<String> command) throws IOException, InterruptedException {
    // Not a pipe: that would be held open by whatever the command leaves behind.
    Path output = Files.createTempFile("command-", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(COMMAND_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new IllegalStateException(command + " does not end:\n" + Files.readString(output));
      }
      return new Finished(process.exitValue(), Files.readString(output));
    } finally {
      Files.delete(output);
    }
  }

  /** All are held at once, so that none is given twice. */
  private static Map<String, Integer> freePorts() throws IOException {
    Map<String, Integer> ports = new LinkedHashMap<>();
    List<ServerSocket> held = new ArrayList<>();
    for (String name : PORTS) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      held.add(socket);
      ports.put(name, socket.getLocalPort());
    }
    for (ServerSocket socket : held) {
      socket.close();
    }
    return ports;
  }
}
