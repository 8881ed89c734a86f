package smallbusiness.messaging.relay.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;

/** A Kafka broker in a process of its own that can be killed and restarted on the same data. */
public final class BrokerProcess implements AutoCloseable {

  private static final List<String> HEAP = List.of("-Xmx256m");

  private final Path folder;
  private final Path settings;
  private final int port = freePort();
  private ChildProcess broker;

  public BrokerProcess(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    this.settings = write(folder, port, freePort());
    ChildProcess format =
        ChildProcess.java(
            folder,
            "kafka-format",
            "kafka.tools.StorageTool",
            HEAP,
            "format",
            "-t",
            Uuid.randomUuid().toString(),
            "-c",
            settings.toString());
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !format.isAlive());
    this.broker = start();
    awaitAnswer();
  }

  private static Path write(Path folder, int port, int controllerPort) throws IOException {
    return Files.writeString(
        folder.resolve("kafka.properties"),
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
        auto.create.topics.enable=false
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=1
        add.partitions.to.txn.retry.backoff.ms=1
        log.cleaner.dedupe.buffer.size=16777216
        """
            .formatted(port, controllerPort, folder.resolve("kafka")));
  }

  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Kills the broker with SIGKILL and restarts it. */
  public void crash() throws InterruptedException {
    kill();
    restart();
  }

  /** Kills the broker with SIGKILL. */
  public void kill() throws InterruptedException {
    broker.kill();
  }

  /** Starts the broker on its existing data and waits until it answers. */
  public void restart() {
    broker = start();
    awaitAnswer();
  }

  private ChildProcess start() {
    return ChildProcess.java(folder, "kafka", "kafka.Kafka", HEAP, settings.toString());
  }

  private void awaitAnswer() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .ignoreExceptions()
        .until(
            () -> {
              try (Admin admin =
                  Admin.create(
                      Map.of(
                          "bootstrap.servers",
                          address(),
                          "default.api.timeout.ms",
                          3000,
                          "request.timeout.ms",
                          2000))) {
                return admin.describeCluster().nodes().get().size() == 1;
              }
            });
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    broker.close();
  }
}
