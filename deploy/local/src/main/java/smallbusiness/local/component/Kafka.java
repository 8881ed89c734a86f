package smallbusiness.local.component;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import smallbusiness.local.process.ProcessSpec;
import smallbusiness.local.process.ReadinessProbe;

/**
 * A Kafka broker that is its own controller.
 *
 * @param libraries class path with Kafka's jars
 * @param data folder of the broker's data
 * @param temporary folder for temporary files
 * @param log log file of the broker and its tools
 * @param port where clients connect
 * @param controllerPort where the controller listens
 */
public record Kafka(
    String libraries, Path data, Path temporary, Path log, int port, int controllerPort) {

  /** Formats the data folder if it is missing; an interrupted attempt leaves none. */
  public void prepare() throws IOException, InterruptedException {
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
          log);
      Files.move(incomplete, data);
    }
    writeSettings(data);
  }

  /** How to run the broker. */
  public ProcessSpec process() {
    return new ProcessSpec(
        "kafka",
        command(256, "kafka.Kafka", data.resolve("server.properties").toString()),
        JvmCommand.ENVIRONMENT,
        log,
        ReadinessProbe.kafka(port),
        "TERM",
        Duration.ofSeconds(30));
  }

  /** The address for clients. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  private Path writeSettings(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("server.properties"),
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=BROKER://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=BROKER://127.0.0.1:%1$d
        listener.security.protocol.map=BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT
        inter.broker.listener.name=BROKER
        controller.listener.names=CONTROLLER
        log.dirs=%3$s
        # The services create their topics. Topics keep their records unless configured otherwise.
        auto.create.topics.enable=false
        log.retention.ms=-1
        message.max.bytes=2097152
        # One node: internal topics have one replica instead of three.
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=3
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=3
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        # Low latency for single events.
        group.initial.rebalance.delay.ms=0
        add.partitions.to.txn.retry.backoff.ms=1
        # Few threads and little memory.
        num.network.threads=2
        num.io.threads=4
        background.threads=2
        log.cleaner.dedupe.buffer.size=16777216
        """
            .formatted(port, controllerPort, folder));
  }

  private List<String> command(int heapMegabytes, String mainClass, String... arguments) {
    List<String> command = new ArrayList<>(JvmCommand.of(heapMegabytes, temporary));
    command.addAll(
        List.of(
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
            "-cp",
            libraries,
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
