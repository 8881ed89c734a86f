package smallbusiness.messaging.relay;

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
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Brings what stands in topics into a temporary table, where SQL compares it with the outbox. */
final class TopicScan {

  /** The table that {@link #copy} fills. */
  static final String TABLE =
      """
      CREATE TEMPORARY TABLE published (
        event_id uuid, topic text, key text, sequence bigint,
        partition int, record_offset bigint, again boolean) ON COMMIT DROP
      """;

  private static final String INSERT = "INSERT INTO published VALUES (?, ?, ?, ?, ?, ?, ?)";

  /** Clocks of services and brokers may differ by this much. */
  private static final Duration CLOCK_SLACK = Duration.ofHours(1);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int PATIENCE = 150;

  private final KafkaClients kafka;

  TopicScan(KafkaClients kafka) {
    this.kafka = kafka;
  }

  /**
   * Copies all records that may have been sent since a time, up to the present end of each topic.
   *
   * @param progress called now and then while it goes on
   * @throws KafkaException when Kafka cannot tell now
   */
  void copy(List<String> topics, Instant since, Connection database, Progress progress)
      throws SQLException {
    try (Consumer<String, byte[]> consumer = kafka.consumer();
        PreparedStatement insert = database.prepareStatement(INSERT)) {
      List<TopicPartition> partitions =
          topics.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
      seek(consumer, partitions, since, ends);
      for (int fruitless = 0; !ends.isEmpty(); ) {
        ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        for (ConsumerRecord<String, byte[]> record : records) {
          add(record, insert);
        }
        insert.executeBatch();
        progress.made();
        fruitless = records.isEmpty() ? fruitless + 1 : 0;
        if (fruitless > PATIENCE) {
          throw new KafkaException("Partitions cannot be read to their end: " + ends.keySet());
        }
      }
    }
  }

  private static void seek(
      Consumer<String, byte[]> consumer,
      List<TopicPartition> partitions,
      Instant since,
      Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> times = new HashMap<>();
    long time = Math.max(0, since.minus(CLOCK_SLACK).toEpochMilli());
    partitions.forEach(partition -> times.put(partition, time));
    Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp start = starts.get(partition);
      consumer.seek(partition, start == null ? ends.getOrDefault(partition, 0L) : start.offset());
    }
  }

  /** Somebody who wants to know that the copying goes on. */
  @FunctionalInterface
  interface Progress {
    void made() throws SQLException;
  }

  private static void add(ConsumerRecord<String, byte[]> record, PreparedStatement insert)
      throws SQLException {
    UUID id = EventRecords.idIn(record.headers());
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
