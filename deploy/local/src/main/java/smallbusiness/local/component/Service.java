package smallbusiness.local.component;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import smallbusiness.local.process.ProcessSpec;
import smallbusiness.local.process.ReadinessProbe;
import smallbusiness.local.terminal.Console;

/**
 * One of the four services.
 *
 * @param jar the packaged service
 * @param port its HTTP port
 * @param database its database, and the role that owns it
 * @param settings additional environment variables
 */
public record Service(
    String name, Path jar, int port, String database, Map<String, String> settings) {

  private static final int HEAP_MEGABYTES = 160;

  public Service {
    settings = Map.copyOf(settings);
  }

  /**
   * How to run the service; unpacks its jar first.
   *
   * @param layouts the folder of the unpacked jars
   * @param temporary folder for temporary files
   */
  public ProcessSpec process(
      Postgres postgres, Kafka kafka, Registry registry, Path layouts, Path temporary, Path log)
      throws IOException, InterruptedException {
    ServiceLayout layout = ServiceLayout.of(name, jar, layouts, temporary, log);
    List<String> command = new ArrayList<>(JvmCommand.of(HEAP_MEGABYTES, temporary));
    if (Files.exists(layout.classArchive())) {
      command.add("-XX:SharedArchiveFile=" + layout.classArchive());
    }
    command.addAll(List.of("-XX:+AOTClassLinking", "-jar", layout.jar().toString()));
    Map<String, String> environment = new HashMap<>(JvmCommand.ENVIRONMENT);
    environment.putAll(settings);
    environment.put("SERVER_ADDRESS", "127.0.0.1");
    environment.put("SERVER_PORT", Integer.toString(port));
    environment.put("SPRING_DATASOURCE_URL", postgres.url(database));
    environment.put("SPRING_DATASOURCE_USERNAME", database);
    environment.put("SPRING_DATASOURCE_PASSWORD", database);
    environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    environment.put("SCHEMA_REGISTRY_URL", registry.url());
    return new ProcessSpec(
        name,
        command,
        environment,
        log,
        ReadinessProbe.http(URI.create(url() + "/actuator/health/readiness")),
        "TERM",
        Duration.ofSeconds(30));
  }

  /** Writes the running service's class archive, so that its next start is faster. */
  public void writeClassArchive(long pid, Path layouts, Path temporary, Path log, Console console)
      throws IOException, InterruptedException {
    ServiceLayout.of(name, jar, layouts, temporary, log).writeClassArchive(pid, log, console);
  }

  /** Its base URL. */
  public String url() {
    return url(port);
  }

  /** The base URL of a service on the given port. */
  public static String url(int port) {
    return "http://127.0.0.1:" + port;
  }

  /** The URL of its API documentation. A system has its own path prefix, for the gateway. */
  public String documentation() {
    return url() + (name.equals("query-api") ? "" : "/" + name) + "/swagger-ui.html";
  }
}
