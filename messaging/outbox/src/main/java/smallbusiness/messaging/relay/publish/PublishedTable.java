package smallbusiness.messaging.relay.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Copies the records of topics into a temporary table {@code published}. */
final class PublishedTable {

  private static final String CREATE =
      """
      CREATE TEMPORARY TABLE published (
        event_id uuid, topic text, key text, sequence bigint,
        partition int, record_offset bigint, republished boolean) ON COMMIT DROP
      """;

  private static final String INSERT = "INSERT INTO published VALUES (?, ?, ?, ?, ?, ?, ?)";

  /** How far the clocks of services and brokers may differ. */
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);

  private final KafkaClients kafka;

  PublishedTable(KafkaClients kafka) {
    this.kafka = kafka;
  }

  void fill(List<String> topics, Instant since, Connection database, SqlAction afterEach)
      throws SQLException {
    try (var create = database.createStatement()) {
      create.execute(CREATE);
    }
    try (Consumer<String, byte[]> consumer = kafka.consumer("read_committed");
        PreparedStatement insert = database.prepareStatement(INSERT)) {
      List<TopicPartition> partitions = PartitionReader.partitionsOf(consumer, topics);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      PartitionReader.<SQLException>read(
          consumer,
          starts(consumer, ends, since),
          ends,
          records -> {
            for (ConsumerRecord<String, byte[]> record : records) {
              add(record, insert);
            }
            insert.executeBatch();
            afterEach.run();
          });
    }
  }

  private static Map<TopicPartition, Long> starts(
      Consumer<?, ?> consumer, Map<TopicPartition, Long> ends, Instant since) {
    long time = Math.max(0, since.minus(CLOCK_SKEW).toEpochMilli());
    Map<TopicPartition, Long> times = new HashMap<>();
    ends.keySet().forEach(partition -> times.put(partition, time));
    Map<TopicPartition, Long> starts = new HashMap<>(ends);
    consumer
        .offsetsForTimes(times)
        .forEach(
            (partition, start) -> {
              if (start != null) {
                starts.put(partition, start.offset());
              }
            });
    return starts;
  }

  private static void add(ConsumerRecord<String, byte[]> record, PreparedStatement insert)
      throws SQLException {
    UUID id = EventRecords.eventId(record.headers());
    if (id != null) {
      insert.setObject(1, id);
      insert.setString(2, record.topic());
      insert.setString(3, record.key());
      insert.setLong(4, number(record.headers().lastHeader("ce_sequence")));
      insert.setInt(5, record.partition());
      insert.setLong(6, record.offset());
      insert.setBoolean(7, record.headers().lastHeader(EventRecords.REPUBLISHED) != null);
      insert.addBatch();
    }
  }

  private static long number(@Nullable Header header) {
    return header == null ? 0 : Long.parseLong(new String(header.value(), UTF_8));
  }
}
