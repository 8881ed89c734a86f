package smallbusiness.local.part;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import smallbusiness.local.process.Probe;
import smallbusiness.local.process.Program;

/** One Kafka broker that is its own controller, keeping its data. */
public final class Kafka {

  private final String libraries;
  private final Path data;
  private final Path temporary;
  private final Path logs;
  private final int port;
  private final int controllerPort;

  /**
   * @param libraries class path with Kafka's jars
   * @param data folder of the broker's data
   * @param temporary for temporary files
   * @param logs folder for its log
   * @param port where clients connect
   * @param controllerPort where it talks to itself
   */
  public Kafka(
      String libraries, Path data, Path temporary, Path logs, int port, int controllerPort) {
    this.libraries = libraries;
    this.data = data;
    this.temporary = temporary;
    this.logs = logs;
    this.port = port;
    this.controllerPort = controllerPort;
  }

  /** Formats the data folder when it is missing; an interrupted attempt leaves none. */
  public void prepare() throws IOException, InterruptedException {
    if (!Files.exists(data.resolve("meta.properties"))) {
      Path incomplete = data.resolveSibling("kafka.new");
      Files.createDirectories(incomplete);
      Path settings = settings(incomplete);
      Tool.run(
          "Preparing Kafka's files",
          command(
              64,
              "kafka.tools.StorageTool",
              "format",
              "-t",
              newClusterId(),
              "-c",
              settings.toString(),
              "--ignore-formatted"),
          log());
      Files.move(incomplete, data);
    }
    settings(data);
  }

  /** The broker. */
  public Program broker() {
    return new Program(
        "kafka",
        command(256, "kafka.Kafka", data.resolve("server.properties").toString()),
        Jvm.ENVIRONMENT,
        log(),
        Probe.kafka(port),
        "TERM",
        Duration.ofSeconds(30));
  }

  /** The address for clients. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  private Path log() {
    return logs.resolve("kafka.log");
  }

  private Path settings(Path folder) throws IOException {
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
      # Topics are made by their owners, and kept for ever unless they say otherwise.
      auto.create.topics.enable=false
      log.retention.ms=-1
      message.max.bytes=2097152
      # One node: what is otherwise copied to three.
      offsets.topic.replication.factor=1
      offsets.topic.num.partitions=3
      transaction.state.log.replication.factor=1
      transaction.state.log.min.isr=1
      transaction.state.log.num.partitions=3
      share.coordinator.state.topic.replication.factor=1
      share.coordinator.state.topic.min.isr=1
      # A lone event is not to wait.
      group.initial.rebalance.delay.ms=0
      add.partitions.to.txn.retry.backoff.ms=1
      # Small and quick on one machine.
      num.network.threads=2
      num.io.threads=4
      background.threads=2
      log.cleaner.dedupe.buffer.size=16777216
      """
            .formatted(port, controllerPort, folder));
  }

  private List<String> command(int heapMegabytes, String main, String... arguments) {
    List<String> command = new ArrayList<>(Jvm.command(heapMegabytes, temporary));
    command.addAll(
        List.of(
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
            "-cp",
            libraries,
            main));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Kafka's form of a UUID; the fixed bits of a random one keep it from starting with a dash. */
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
