package smallbusiness.local.part;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import smallbusiness.local.StartupProblem;
import smallbusiness.local.process.Probe;
import smallbusiness.local.process.Program;

/** The schema registry, which keeps its schemas in PostgreSQL. */
public final class Registry {

  /** The registry's database, and the role that owns it. */
  public static final String DATABASE = "registry";

  private final Path jar;
  private final Path temporary;
  private final Path log;
  private final String databaseUrl;
  private final int port;
  private final int managementPort;

  /**
   * @param jar the registry's runnable jar
   * @param temporary for temporary files
   * @param log where it writes its log
   * @param databaseUrl its database for JDBC
   * @param port where clients connect
   * @param managementPort where it tells its health
   */
  public Registry(
      Path jar, Path temporary, Path log, String databaseUrl, int port, int managementPort) {
    this.jar = jar;
    this.temporary = temporary;
    this.log = log;
    this.databaseUrl = databaseUrl;
    this.port = port;
    this.managementPort = managementPort;
  }

  /** The registry's process. */
  public Program process() {
    List<String> command = new ArrayList<>(Jvm.command(192, temporary));
    command.addAll(
        List.of(
            "-Dapicurio.storage.kind=sql",
            "-Dapicurio.storage.sql.kind=postgresql",
            "-Dapicurio.datasource.url=" + databaseUrl,
            "-Dapicurio.datasource.username=" + DATABASE,
            "-Dapicurio.datasource.password=" + DATABASE,
            "-Dapicurio.datasource.jdbc.initial-size=1",
            "-Dapicurio.datasource.jdbc.min-size=1",
            "-Dapicurio.datasource.jdbc.max-size=5",
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + port,
            "-Dquarkus.management.host=127.0.0.1",
            "-Dquarkus.management.port=" + managementPort,
            "-jar",
            jar.toString()));
    return new Program(
        "registry",
        command,
        Jvm.ENVIRONMENT,
        log,
        Probe.http(URI.create("http://127.0.0.1:" + managementPort + "/health/ready")),
        "TERM",
        Duration.ofSeconds(20));
  }

  /** Refuses, from now on, a schema that old readers or old events could not live with. */
  public void demandCompatibility() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/config"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\": \"FULL_TRANSITIVE\"}"))
            .timeout(Duration.ofSeconds(30))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new StartupProblem(
            "The registry refused its compatibility rule with status " + status);
      }
    }
  }

  /** The address of the Confluent-compatible API. */
  public String url() {
    return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
  }
}
