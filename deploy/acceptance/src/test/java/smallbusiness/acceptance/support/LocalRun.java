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

/** A system that {@code deploy/local/run} has started in its own folder. */
public final class LocalRun {

  /** The operator token of the system. */
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

  /** Starts a system on free ports and waits until it is ready. */
  static LocalRun start(Path data) throws IOException {
    return new LocalRun(data, freePorts()).awaitReady();
  }

  /** Starts the system again with the same data and ports. */
  public LocalRun startAgain() throws IOException {
    return new LocalRun(data, ports).awaitReady();
  }

  /** Tries to start another system with the same data and returns the result. */
  public Finished startOnSameData() throws IOException, InterruptedException {
    return run(command("run", "--no-build", "--data", data.toString()));
  }

  /** Runs a garbage collection in the launcher's JVM. */
  public void collectGarbageOfLauncher() throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Finished finished = run(List.of(jcmd, Long.toString(launcher.pid()), "GC.run"));
    if (finished.exitCode() != 0) {
      throw new IllegalStateException(finished.output());
    }
  }

  /** Tries to start a system in another folder with one of this system's ports. */
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

  /** Its data folder. */
  Path data() {
    return data;
  }

  /** The base URL of a service. */
  String url(String service) {
    return "http://" + address(service);
  }

  /** Host and port of any component. */
  public String address(String component) {
    return "127.0.0.1:" + ports.get(component);
  }

  /** Kills a process. */
  public void kill(String name) throws IOException {
    ProcessHandle.of(pid(name)).ifPresent(ProcessHandle::destroyForcibly);
  }

  /**
   * Kills a process and keeps it down: freezes the launcher, which would restart it, until {@link
   * #resumeLauncher}.
   */
  public void keepDown(String name) throws IOException, InterruptedException {
    signal("STOP", launcher.pid());
    kill(name);
  }

  /** Resumes the launcher, which then restarts the killed processes. */
  public void resumeLauncher() throws IOException, InterruptedException {
    signal("CONT", launcher.pid());
  }

  /** Freezes a process with SIGSTOP. */
  public void freeze(String name) throws IOException, InterruptedException {
    signal("STOP", pid(name));
  }

  /** Resumes a frozen process. */
  public void unfreeze(String name) throws IOException, InterruptedException {
    signal("CONT", pid(name));
  }

  private static void signal(String signal, long pid) throws IOException, InterruptedException {
    int exit =
        new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException("Cannot send signal " + signal + " to process " + pid);
    }
  }

  /** The process id of a component. */
  public long pid(String name) throws IOException {
    return Long.parseLong(
        Files.readString(data.resolve("run").resolve(name + ".pid")).split(" ", 2)[0]);
  }

  /** The names of all processes that the launcher supervises. */
  public static List<String> processes() {
    return List.of(
        "warehouse", "sales", "accounting", "query-api", "registry", "kafka", "postgres");
  }

  /** Kills only the launcher; its child processes keep running. */
  public void killLauncher() throws InterruptedException {
    launcher.destroyForcibly().waitFor();
  }

  /** Stops the system like Ctrl-C and returns the exit code. */
  int stop() throws InterruptedException {
    launcher.destroy();
    if (!launcher.waitFor(2, TimeUnit.MINUTES)) {
      launcher.destroyForcibly();
      throw new IllegalStateException("The launcher did not stop");
    }
    return launcher.exitValue();
  }

  /** The output of the launcher so far. */
  public String terminalText() {
    synchronized (terminal) {
      return String.join("\n", terminal);
    }
  }

  /** The result of a command. */
  public record Finished(int exitCode, String output) {}

  private LocalRun awaitReady() {
    String end =
        ready
            .completeOnTimeout("not ready in time", READY_LIMIT.toSeconds(), TimeUnit.SECONDS)
            .join();
    if (!end.startsWith("Ready")) {
      launcher.destroyForcibly();
      throw new IllegalStateException("The system did not start: " + end + "\n" + terminalText());
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
      ready.complete("the launcher ended");
    }
  }

  /** The command line of a script in deploy/local. */
  static List<String> command(String script, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(ROOT.resolve("deploy/local").resolve(script).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /**
   * Runs a command to its end.
   *
   * @throws IllegalStateException when it does not end in time; it is killed
   */
  public static Finished run(List<String> command) throws IOException, InterruptedException {
    // Not a pipe: processes that the command leaves behind would keep it open.
    Path output = Files.createTempFile("command-", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(COMMAND_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new IllegalStateException(
            command + " did not end in time:\n" + Files.readString(output));
      }
      return new Finished(process.exitValue(), Files.readString(output));
    } finally {
      Files.delete(output);
    }
  }

  /** Reserves all ports at the same time, so that they are different. */
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
