package smallbusiness.local.component;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import smallbusiness.local.process.ProcessSpec;
import smallbusiness.local.process.ReadinessProbe;
import smallbusiness.local.setup.Port;
import smallbusiness.local.setup.Setup;
import smallbusiness.local.terminal.StartupException;

/** The schema registry. It stores its schemas in PostgreSQL. */
public record Registry(Setup setup, Postgres postgres) {

  /** The registry's database, and the role that owns it. */
  public static final String DATABASE = "registry";

  /** How to run the registry. */
  public ProcessSpec process() {
    List<String> command = new ArrayList<>(JvmCommand.of(192, setup.data().temporary()));
    command.addAll(
        List.of(
            "-Dapicurio.storage.kind=sql",
            "-Dapicurio.storage.sql.kind=postgresql",
            "-Dapicurio.datasource.url=" + postgres.url(DATABASE),
            "-Dapicurio.datasource.username=" + DATABASE,
            "-Dapicurio.datasource.password=" + DATABASE,
            "-Dapicurio.datasource.jdbc.initial-size=1",
            "-Dapicurio.datasource.jdbc.min-size=1",
            "-Dapicurio.datasource.jdbc.max-size=5",
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + setup.number(Port.REGISTRY),
            "-Dquarkus.management.host=127.0.0.1",
            "-Dquarkus.management.port=" + setup.number(Port.REGISTRY_MANAGEMENT),
            "-jar",
            setup.installation().registry().toString()));
    return new ProcessSpec(
        "registry",
        command,
        JvmCommand.ENVIRONMENT,
        setup.data().log("registry"),
        ReadinessProbe.http(URI.create(setup.url(Port.REGISTRY_MANAGEMENT) + "/health/ready")),
        "TERM",
        Duration.ofSeconds(20));
  }

  /** Makes the registry reject schemas that are incompatible with any earlier version. */
  public void requireCompatibility() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/config"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\": \"FULL_TRANSITIVE\"}"))
            .timeout(Duration.ofSeconds(30))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new StartupException(
            "The schema registry rejected its compatibility setting with status " + status);
      }
    }
  }

  /** The address of the Confluent-compatible API. */
  public String url() {
    return setup.url(Port.REGISTRY) + "/apis/ccompat/v7";
  }
}
