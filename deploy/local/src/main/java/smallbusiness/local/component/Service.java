package smallbusiness.local.component;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import smallbusiness.local.process.ProcessSpec;
import smallbusiness.local.process.ReadinessProbe;
import smallbusiness.local.setup.Port;
import smallbusiness.local.setup.Setup;
import smallbusiness.local.terminal.Console;

/**
 * One of the four services.
 *
 * @param database its database, and the role that owns it
 * @param settings additional environment variables
 */
public record Service(Setup setup, Port port, String database, Map<String, String> settings) {

  private static final int HEAP_MEGABYTES = 160;

  public Service {
    settings = Map.copyOf(settings);
  }

  /** The name of the service, its port, its module and its log. */
  public String name() {
    return port.label();
  }

  /** How to run the service; unpacks its jar first. */
  public ProcessSpec process(Postgres postgres, Kafka kafka, Registry registry)
      throws IOException, InterruptedException {
    ServiceLayout layout = ServiceLayout.of(setup, name());
    List<String> command = new ArrayList<>(JvmCommand.of(HEAP_MEGABYTES, setup.data().temporary()));
    if (Files.exists(layout.classArchive())) {
      command.add("-XX:SharedArchiveFile=" + layout.classArchive());
    }
    command.addAll(List.of("-XX:+AOTClassLinking", "-jar", layout.jar().toString()));
    Map<String, String> environment = new HashMap<>(JvmCommand.ENVIRONMENT);
    environment.putAll(settings);
    environment.put("SERVER_ADDRESS", "127.0.0.1");
    environment.put("SERVER_PORT", Integer.toString(setup.number(port)));
    environment.put("SPRING_DATASOURCE_URL", postgres.url(database));
    environment.put("SPRING_DATASOURCE_USERNAME", database);
    environment.put("SPRING_DATASOURCE_PASSWORD", database);
    environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    environment.put("SCHEMA_REGISTRY_URL", registry.url());
    return new ProcessSpec(
        name(),
        command,
        environment,
        setup.data().log(name()),
        ReadinessProbe.http(URI.create(url() + "/actuator/health/readiness")),
        "TERM",
        Duration.ofSeconds(30));
  }

  /** Writes the running service's class archive, so that its next start is faster. */
  public void writeClassArchive(long pid, Console console)
      throws IOException, InterruptedException {
    ServiceLayout.of(setup, name()).writeClassArchive(pid, setup.data().log(name()), console);
  }

  /** Its base URL. */
  public String url() {
    return setup.url(port);
  }

  /** The URL of its API documentation. A system has its own path prefix, for the gateway. */
  public String documentation() {
    return url() + (port == Port.QUERY_API ? "" : "/" + name()) + "/swagger-ui.html";
  }
}
