package smallbusiness.local.part;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import smallbusiness.local.Console;
import smallbusiness.local.process.Probe;
import smallbusiness.local.process.Program;

/**
 * One of our own services.
 *
 * @param name its name in the system
 * @param jar the packaged service
 * @param port where it answers
 * @param database its database, and the role that owns it
 * @param settings what it alone is told, as environment variables
 */
public record Service(
    String name, Path jar, int port, String database, Map<String, String> settings) {

  private static final int HEAP_MEGABYTES = 160;

  /** Takes a copy. */
  public Service {
    settings = Map.copyOf(settings);
  }

  /**
   * The service's process, told where everything else is.
   *
   * @param layouts where packaged services are laid out for a quick start
   * @param temporary for temporary files
   */
  public Program process(
      Postgres postgres, Kafka kafka, Registry registry, Path layouts, Path temporary, Path log)
      throws IOException, InterruptedException {
    Extracted extracted = Extracted.of(name, jar, layouts, temporary, log);
    List<String> command = new ArrayList<>(Jvm.command(HEAP_MEGABYTES, temporary));
    if (Files.exists(extracted.classArchive())) {
      command.add("-XX:SharedArchiveFile=" + extracted.classArchive());
    }
    command.addAll(List.of("-XX:+AOTClassLinking", "-jar", extracted.jar().toString()));
    Map<String, String> environment = new HashMap<>(Jvm.ENVIRONMENT);
    environment.putAll(settings);
    environment.put("SERVER_ADDRESS", "127.0.0.1");
    environment.put("SERVER_PORT", Integer.toString(port));
    environment.put("SPRING_DATASOURCE_URL", postgres.url(database));
    environment.put("SPRING_DATASOURCE_USERNAME", database);
    environment.put("SPRING_DATASOURCE_PASSWORD", database);
    environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    environment.put("SCHEMA_REGISTRY_URL", registry.url());
    return new Program(
        name,
        command,
        environment,
        log,
        Probe.http(URI.create(url() + "/actuator/health/readiness")),
        "TERM",
        Duration.ofSeconds(30));
  }

  /** Lets the running service write down its classes, so that its next start is quicker. */
  public void quickenNextStart(long pid, Path layouts, Path temporary, Path log, Console console)
      throws IOException, InterruptedException {
    Extracted extracted = Extracted.of(name, jar, layouts, temporary, log);
    ClassArchives.write(pid, extracted.classArchive(), log, console);
  }

  /** Where it answers. */
  public String url() {
    return url(port);
  }

  /** Where a service on the given port answers. */
  public static String url(int port) {
    return "http://127.0.0.1:" + port;
  }

  /**
   * Where people find the service's API: a system's below its own path, so that a gateway can put
   * all under one origin.
   */
  public String documentation() {
    return url() + (name.equals("query-api") ? "" : "/" + name) + "/swagger-ui.html";
  }
}
