package smallbusiness.messaging.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.util.FileSystemUtils;

/** Apicurio Registry in its own process, in memory, on the loopback interface only. */
final class RegistryProcess {

  /** Where the build unpacks the registry; set for every module's tests by the parent pom. */
  private static final String HOME_PROPERTY = "test.registry.home";

  private static final String RUNNER = "quarkus-run.jar";

  private RegistryProcess() {}

  /** Starts a registry on a free port and waits until it answers. */
  static URI start() {
    try {
      int port = freePort();
      Path folder = Files.createTempDirectory("registry");
      Path log = folder.resolve("registry.log");
      Process process =
          new ProcessBuilder(command(port, freePort(), folder))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      ProcessGuard.endWithThisJvm(process.pid());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, folder), "registry-stop"));
      URI url = URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7");
      awaitAnswer(url, process, log);
      return url;
    } catch (IOException e) {
      throw new UncheckedIOException("The schema registry did not start", e);
    }
  }

  private static void end(Process process, Path folder) {
    process.destroyForcibly().onExit().join();
    FileSystemUtils.deleteRecursively(folder.toFile());
  }

  private static List<String> command(int port, int managementPort, Path temporary) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Djava.io.tmpdir=" + temporary,
        "-Dquarkus.http.host=127.0.0.1",
        "-Dquarkus.http.port=" + port,
        "-Dquarkus.management.host=127.0.0.1",
        "-Dquarkus.management.port=" + managementPort,
        "-jar",
        runner().toString());
  }

  private static Path runner() {
    Path runner =
        Path.of(System.getProperty(HOME_PROPERTY, "messaging/core/target/registry"), RUNNER);
    if (!Files.exists(runner)) {
      throw new IllegalStateException(
          "No " + runner + ": build the messaging module's tests with Maven first");
    }
    return runner;
  }

  private static void awaitAnswer(URI url, Process process, Path log) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/subjects")).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofMillis(100))
          .ignoreExceptionsInstanceOf(IOException.class)
          .failFast(() -> !process.isAlive())
          .until(
              () -> client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200);
    } catch (ConditionTimeoutException | org.awaitility.core.TerminalFailureException e) {
      throw new IllegalStateException(
          "The schema registry does not answer: " + Files.readString(log), e);
    }
  }

  /** A free port of the loopback interface. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
