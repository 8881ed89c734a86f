package smallbusiness.messaging.relay.publish;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads partitions from given offsets up to given ends. */
final class PartitionReader {

  private static final Duration POLL = Duration.ofMillis(200);

  /** 30 seconds without a record. */
  private static final int MAX_EMPTY_POLLS = 150;

  private PartitionReader() {}

  /** Handles the records of one poll. */
  @FunctionalInterface
  interface Handler<E extends Exception> {
    void handle(ConsumerRecords<String, byte[]> records) throws E;
  }

  static List<TopicPartition> partitionsOf(
      Consumer<String, byte[]> consumer, Collection<String> topics) {
    return topics.stream()
        .flatMap(topic -> consumer.partitionsFor(topic).stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  /**
   * Passes the records of each poll to the handler; some of them may be after an end.
   *
   * @throws KafkaException if Kafka does not answer
   */
  static <E extends Exception> void read(
      Consumer<String, byte[]> consumer,
      Map<TopicPartition, Long> starts,
      Map<TopicPartition, Long> ends,
      Handler<E> handler)
      throws E {
    consumer.assign(starts.keySet());
    starts.forEach(consumer::seek);
    for (int emptyPolls = 0; !isAtEnd(consumer, ends); ) {
      ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
      handler.handle(records);
      emptyPolls = records.isEmpty() ? emptyPolls + 1 : 0;
      if (emptyPolls > MAX_EMPTY_POLLS) {
        throw new KafkaException("Cannot read to the end of " + ends);
      }
    }
  }

  private static boolean isAtEnd(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }
}
