package smallbusiness.benchmarks.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import smallbusiness.messaging.testing.TestPostgres;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** query-api in its own process, from the deployed jar. */
public final class QueryApi implements AutoCloseable {

  private static final String LAUNCHER =
      "org.springframework.boot.loader.launch.PropertiesLauncher";
  private static final Path ROOT = Path.of(System.getProperty("benchmark.root", "../.."));

  /** The operator token, needed to change log levels. */
  private static final String TOKEN = "operator-of-benchmarks";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;
  private final ChildJvm process;

  public QueryApi(TestPostgres.Database database, String bootstrap) {
    port = freePort();
    List<String> options = new ArrayList<>(List.of("-Xmx1g", "-Dloader.path=target/test-classes"));
    options.addAll(List.of(System.getProperty("benchmark.query-api.options", "").split(" ", -1)));
    options.removeIf(String::isBlank);
    process =
        ChildJvm.java(
            "query-api",
            options,
            jar().toString(),
            LAUNCHER,
            "--spring.main.sources=" + BenchmarkEndpoint.class.getName(),
            "--spring.autoconfigure.exclude=smallbusiness.messaging.schema.SchemaAutoConfiguration",
            "--operator.token=" + TOKEN,
            "--server.port=" + port,
            "--server.address=127.0.0.1",
            "--spring.datasource.url=" + database.url(),
            "--spring.datasource.username=" + database.username(),
            "--spring.datasource.password=" + database.username(),
            "--spring.kafka.bootstrap-servers=" + bootstrap,
            "--management.endpoints.web.exposure.include=health,loggers,metrics");
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
        .until(
            () -> {
              process.check();
              return get("/actuator/health/readiness").statusCode() == 200;
            });
  }

  public int port() {
    return port;
  }

  /** Fails if the process has ended. */
  public void check() {
    process.check();
  }

  /** The current value of a metric. */
  public int metric(String name) {
    JsonNode meter = JsonMapper.shared().readTree(get("/actuator/metrics/" + name).body());
    return meter.at("/measurements/0/value").asInt();
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  /** The SQL statements of a read, with ? for parameters. */
  public List<String> statementsOf(String path) throws IOException {
    level("DEBUG");
    int before = process.lines().size();
    get(path);
    level("OFF");
    String log = String.join("\n", process.lines().subList(before, process.lines().size())) + "\n";
    return Stream.of(log.split("Executing prepared SQL statement \\[", -1))
        .skip(1)
        .map(rest -> rest.substring(0, rest.indexOf("]\n")))
        .toList();
  }

  private void level(String level) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("/actuator/loggers/org.springframework.jdbc.core.JdbcTemplate"));
    int status =
        send(request
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + TOKEN)
                .POST(BodyPublishers.ofString("{\"configuredLevel\":\"%s\"}".formatted(level)))
                .build())
            .statusCode();
    if (status != HttpURLConnection.HTTP_NO_CONTENT) {
      throw new IllegalStateException("query-api logs no statements: " + status);
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Path jar() {
    try (Stream<Path> files = Files.list(ROOT.resolve("query-api/target"))) {
      return files
          .filter(
              file -> file.getFileName().toString().matches("query-api-[^-]+(-SNAPSHOT)?\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("query-api has not been packaged"));
    } catch (IOException e) {
      throw new UncheckedIOException("query-api has not been packaged", e);
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    http.close();
    process.close();
  }
}
