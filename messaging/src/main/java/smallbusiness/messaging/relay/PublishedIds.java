package smallbusiness.messaging.relay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

/** Brings the identifiers of the events that stand in topics into a database table. */
final class PublishedIds {

  /** Clocks of services and brokers may differ by this much. */
  private static final Duration CLOCK_SLACK = Duration.ofHours(1);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int PATIENCE = 150;
  private static final String INSERT = "INSERT INTO published SELECT unnest(?::uuid[])";

  private final KafkaClients kafka;

  PublishedIds(KafkaClients kafka) {
    this.kafka = kafka;
  }

  /**
   * Copies the identifiers of all events that may have been sent since a time into a table {@code
   * published (event_id uuid)} that exists on the connection.
   *
   * @throws KafkaException when Kafka cannot tell now
   */
  void copy(List<String> topics, Instant since, Connection database) throws SQLException {
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
        insert(records, insert);
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
    partitions.forEach(p -> times.put(p, since.minus(CLOCK_SLACK).toEpochMilli()));
    Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp start = starts.get(partition);
      consumer.seek(partition, start == null ? ends.getOrDefault(partition, 0L) : start.offset());
    }
  }

  private static void insert(ConsumerRecords<String, byte[]> records, PreparedStatement insert)
      throws SQLException {
    List<UUID> ids = new ArrayList<>(records.count());
    for (ConsumerRecord<String, byte[]> record : records) {
      UUID id = EventRecords.idIn(record.headers());
      if (id != null) {
        ids.add(id);
      }
    }
    if (!ids.isEmpty()) {
      insert.setArray(1, insert.getConnection().createArrayOf("uuid", ids.toArray()));
      insert.executeUpdate();
    }
  }
}
