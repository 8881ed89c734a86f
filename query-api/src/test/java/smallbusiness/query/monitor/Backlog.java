package smallbusiness.query.monitor;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.jdbc.core.simple.JdbcClient;
import smallbusiness.schemas.Topic;

/**
 * Events that were published by some time and are not applied yet.
 *
 * @param ends the end offset of each partition at that time; the offset before it is a transaction
 *     marker, which no feed stores
 */
record Backlog(Map<TopicPartition, Long> ends, JdbcClient jdbc) {

  /** The events that are on the topics now. */
  static Backlog of(String broker, JdbcClient jdbc) {
    List<String> topics = Stream.of(Topic.values()).map(Topic::topicName).toList();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      return new Backlog(
          consumer.endOffsets(
              consumer.listTopics().values().stream()
                  .flatMap(List::stream)
                  .filter(one -> topics.contains(one.topic()))
                  .map(one -> new TopicPartition(one.topic(), one.partition()))
                  .toList()),
          jdbc);
    }
  }

  /** A line for each feed and partition that is behind. */
  List<String> left() {
    return ends.entrySet().stream()
        .flatMap(end -> left(end.getKey(), end.getValue()).stream())
        .toList();
  }

  private List<String> left(TopicPartition partition, long end) {
    return jdbc.sql(
            """
            select feed || ' at ' || next_offset || ' of ' || ? || ' in ' || topic || '-' || partition
            from messaging.feed_offset where topic = ? and partition = ? and next_offset < ? - 1
            """)
        .params(end, partition.topic(), partition.partition(), end)
        .query((row, number) -> String.valueOf(row.getString(1)))
        .list();
  }
}
