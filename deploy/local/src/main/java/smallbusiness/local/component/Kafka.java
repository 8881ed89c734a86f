package smallbusiness.local.component;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.apache.commons.io.IOUtils;
import smallbusiness.local.process.ProcessSpec;
import smallbusiness.local.process.ReadinessProbe;
import smallbusiness.local.setup.Port;
import smallbusiness.local.setup.Setup;

/** A Kafka broker that is its own controller. */
public record Kafka(Setup setup) {

  /** Formats the data folder if it is missing. An interrupted attempt leaves no data folder. */
  public void prepare() throws IOException, InterruptedException {
    Path data = data();
    if (!Files.exists(data.resolve("meta.properties"))) {
      Path incomplete = data.resolveSibling("kafka.new");
      Files.createDirectories(incomplete);
      String settings = writeSettings(incomplete).toString();
      Tool.run(
          "Formatting Kafka's data folder",
          command(
              64,
              "kafka.tools.StorageTool",
              "format",
              "-t",
              newClusterId(),
              "-c",
              settings,
              "--ignore-formatted"),
          log());
      Files.move(incomplete, data);
    }
    writeSettings(data);
  }

  /** How to run the broker. */
  public ProcessSpec process() {
    return new ProcessSpec(
        "kafka",
        command(256, "kafka.Kafka", data().resolve("server.properties").toString()),
        JvmCommand.ENVIRONMENT,
        log(),
        ReadinessProbe.kafka(setup.number(Port.KAFKA)),
        "TERM",
        Duration.ofSeconds(30));
  }

  /** The address for clients. */
  public String bootstrapServers() {
    return "127.0.0.1:" + setup.number(Port.KAFKA);
  }

  private Path data() {
    return setup.data().folder("kafka");
  }

  private Path log() {
    return setup.data().log("kafka");
  }

  private Path writeSettings(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("server.properties"),
        IOUtils.resourceToString("/smallbusiness/local/component/server.properties", UTF_8)
            .replace("{port}", Integer.toString(setup.number(Port.KAFKA)))
            .replace("{controllerPort}", Integer.toString(setup.number(Port.KAFKA_CONTROLLER)))
            .replace("{folder}", folder.toString()));
  }

  private List<String> command(int heapMegabytes, String mainClass, String... arguments) {
    List<String> command = new ArrayList<>(JvmCommand.of(heapMegabytes, setup.data().temporary()));
    command.addAll(
        List.of(
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
            "-cp",
            setup.installation().libraries(),
            mainClass));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Kafka's format of a UUID. The cleared sign bit keeps it from starting with a dash. */
  private static String newClusterId() {
    UUID id = UUID.randomUUID();
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits() & Long.MAX_VALUE)
            .putLong(id.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
