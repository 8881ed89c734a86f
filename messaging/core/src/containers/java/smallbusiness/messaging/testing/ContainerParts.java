package smallbusiness.messaging.testing;

import java.net.URI;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Starts PostgreSQL, Kafka and the registry as containers of the deployed images. Replaces the
 * embedded ones with {@code -Pcontainers}. Testcontainers removes the containers when this JVM
 * ends, even if it is killed.
 */
public final class ContainerParts implements Parts {

  private static final String POSTGRES = "postgres:17";
  private static final String KAFKA = "apache/kafka:4.2.1";
  private static final String REGISTRY = "apicurio/apicurio-registry:3.3.3";

  private static final int REGISTRY_PORT = 8080;
  private static final Duration STARTUP_TIMEOUT = Duration.ofMinutes(3);

  /** For the service loader. */
  public ContainerParts() {}

  @Override
  @SuppressWarnings("resource") // lives as long as the JVM
  public Server postgres() {
    PostgreSQLContainer postgres =
        new PostgreSQLContainer(POSTGRES)
            .withUsername("postgres")
            .withPassword("postgres")
            .withCommand(
                "postgres",
                "--wal_level=logical",
                "--max_replication_slots=64",
                "--max_wal_senders=64",
                "--max_connections=300")
            .withStartupTimeout(STARTUP_TIMEOUT);
    postgres.start();
    return new Server(
        postgres.getHost(),
        postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
        postgres.getUsername(),
        postgres.getPassword());
  }

  @Override
  @SuppressWarnings("resource") // lives as long as the JVM
  public String kafka() {
    KafkaContainer kafka =
        new KafkaContainer(KAFKA)
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
            .withEnv("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4")
            .withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4")
            // As deployed: a transaction that follows at once need not wait 20 ms for the last one.
            .withEnv("KAFKA_ADD_PARTITIONS_TO_TXN_RETRY_BACKOFF_MS", "1")
            // Some classes start a broker of their own, and a gigabyte for each is too much.
            .withEnv("KAFKA_HEAP_OPTS", "-Xmx256m")
            .withEnv("KAFKA_JVM_PERFORMANCE_OPTS", "-XX:+UseSerialGC")
            .withEnv("KAFKA_LOG_CLEANER_DEDUPE_BUFFER_SIZE", "16777216")
            .withStartupTimeout(STARTUP_TIMEOUT);
    kafka.start();
    return kafka.getBootstrapServers();
  }

  @Override
  @SuppressWarnings("resource") // lives as long as the JVM
  public URI registry() {
    GenericContainer<?> registry =
        new GenericContainer<>(REGISTRY)
            .withExposedPorts(REGISTRY_PORT)
            .waitingFor(
                Wait.forHttp("/apis/ccompat/v7/subjects")
                    .forPort(REGISTRY_PORT)
                    .withStartupTimeout(STARTUP_TIMEOUT));
    registry.start();
    return URI.create(
        "http://"
            + registry.getHost()
            + ":"
            + registry.getMappedPort(REGISTRY_PORT)
            + "/apis/ccompat/v7");
  }
}
