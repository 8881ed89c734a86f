package smallbusiness.benchmarks.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.replication.PGReplicationStream;

/**
 * The lower bound: reads the WAL without an engine, decodes only what is needed and sends it with
 * an idempotent producer, without transactions, positions or crash safety. Without a producer it
 * only reads, like {@code pg_recvlogical}.
 */
final class BareReplicationLoop implements AutoCloseable {

  private static final int KEY = 2;
  private static final int SEQUENCE = 3;
  private static final int TYPE = 4;
  private static final int EVENT_ID = 5;
  private static final int PAYLOAD = 7;

  private final Connection connection;
  private final PGReplicationStream stream;
  private final @Nullable KafkaProducer<String, byte[]> producer;
  private final String topic;
  private final Thread reader;
  private final AtomicLong rows = new AtomicLong();
  private volatile boolean running = true;

  BareReplicationLoop(
      String url, String role, String slot, @Nullable String bootstrap, String topic)
      throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", role);
    properties.setProperty("password", role);
    properties.setProperty("replication", "database");
    properties.setProperty("assumeMinServerVersion", "10");
    properties.setProperty("preferQueryMode", "simple");
    this.connection = DriverManager.getConnection(url, properties);
    this.stream =
        connection
            .unwrap(PGConnection.class)
            .getReplicationAPI()
            .replicationStream()
            .logical()
            .withSlotName(slot)
            .withSlotOption("proto_version", 1)
            .withSlotOption("publication_names", "outbox")
            .start();
    this.topic = topic;
    this.producer =
        bootstrap == null
            ? null
            : new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 0, "batch.size", 262144),
                new StringSerializer(),
                new ByteArraySerializer());
    this.reader = Thread.ofPlatform().daemon().start(this::read);
  }

  private void read() {
    try {
      while (running) {
        ByteBuffer message = stream.readPending();
        if (message == null) {
          Thread.sleep(1);
        } else if (message.get() == 'I') {
          row(message);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void row(ByteBuffer message) {
    rows.incrementAndGet();
    if (producer == null) {
      return;
    }
    message.position(message.position() + Integer.BYTES + 1);
    String[] values = new String[message.getShort()];
    byte[] payload = {};
    for (int column = 0; column < values.length; column++) {
      if (message.get() == 't') {
        byte[] value = new byte[message.getInt()];
        message.get(value);
        if (column == PAYLOAD) {
          payload = HexFormat.of().parseHex(new String(value, 2, value.length - 2, US_ASCII));
        } else {
          values[column] = new String(value, UTF_8);
        }
      }
    }
    Future<RecordMetadata> _ =
        producer.send(
            RelayRecords.of(
                topic, values[KEY], values[SEQUENCE], values[TYPE], values[EVENT_ID], payload),
            (metadata, failure) -> {
              if (failure != null) {
                throw new IllegalStateException(failure);
              }
            });
  }

  long rows() {
    return rows.get();
  }

  @Override
  public void close() throws SQLException, InterruptedException {
    running = false;
    reader.join();
    stream.close();
    connection.close();
    if (producer != null) {
      producer.close();
    }
  }
}
