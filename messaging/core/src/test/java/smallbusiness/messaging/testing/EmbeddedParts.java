package smallbusiness.messaging.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** Starts PostgreSQL and the registry as processes, and Kafka in this JVM. */
final class EmbeddedParts implements Parts {

  /** As in production: no acknowledged commit may be lost. */
  private static final Map<String, String> DURABLE =
      Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

  /** PostgreSQL's default; benchmarks with much data override it. */
  private static final String SHARED_BUFFERS =
      System.getProperty("test.postgres.shared-buffers", "128MB");

  @Override
  public Server postgres() {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setServerConfig("wal_level", "logical")
            .setServerConfig("max_replication_slots", "64")
            .setServerConfig("max_wal_senders", "64")
            .setServerConfig("max_connections", "300")
            .setServerConfig("shared_buffers", SHARED_BUFFERS)
            .setServerConfig("unix_socket_directories", "")
            .setPGStartupWait(Duration.ofSeconds(60));
    DURABLE.forEach(builder::setServerConfig);
    try {
      Path data = Files.createTempDirectory("postgres");
      EmbeddedPostgres postgres = builder.setDataDirectory(data).start();
      ProcessGuard.endWithThisJvm(
          Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst()));
      return new Server("localhost", postgres.getPort(), "postgres", "postgres");
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start", e);
    }
  }

  @Override
  public String kafka() {
    EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 3);
    broker.brokerProperties(
        Map.of(
            "auto.create.topics.enable", "false",
            "group.initial.rebalance.delay.ms", "0",
            "offsets.topic.num.partitions", "4",
            "offsets.topic.replication.factor", "1",
            "transaction.state.log.num.partitions", "4",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            // As deployed: a transaction that follows at once need not wait 20 ms for the last one.
            "add.partitions.to.txn.retry.backoff.ms", "1",
            "log.cleaner.dedupe.buffer.size", "4194304"));
    broker.afterPropertiesSet();
    Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy, "kafka-stop"));
    return broker.getBrokersAsString();
  }

  @Override
  public URI registry() {
    return RegistryProcess.start();
  }
}
