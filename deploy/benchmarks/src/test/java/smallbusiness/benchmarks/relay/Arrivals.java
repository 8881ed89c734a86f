package smallbusiness.benchmarks.relay;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Records the arrival times of a topic's committed records, from its current end on. */
final class Arrivals implements AutoCloseable {

  private final Map<String, Long> times = new ConcurrentHashMap<>();
  private final AtomicLong count = new AtomicLong();
  private final Thread reader;
  private volatile boolean running = true;
  private volatile long first;
  private volatile long last;

  Arrivals(String bootstrap, String topic, boolean recordTimes) {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "isolation.level",
                "read_committed",
                "fetch.max.wait.ms",
                500),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // the seek is lazy
    reader = Thread.ofPlatform().daemon().start(() -> read(consumer, recordTimes));
  }

  private void read(KafkaConsumer<String, byte[]> consumer, boolean recordTimes) {
    try (consumer) {
      while (running) {
        var records = consumer.poll(Duration.ofMillis(50));
        long now = System.nanoTime();
        if (!records.isEmpty()) {
          if (first == 0) {
            first = now;
          }
          last = now;
          if (recordTimes) {
            records.forEach(record -> times.put(record.key(), now));
          }
          count.addAndGet(records.count());
        }
      }
    }
  }

  /** The arrival time of each key, in nanoseconds. */
  Map<String, Long> times() {
    return times;
  }

  long count() {
    return count.get();
  }

  /** Seconds from the first arrival to the last. */
  double steadySeconds() {
    return (last - first) / 1e9;
  }

  @Override
  public void close() throws InterruptedException {
    running = false;
    reader.join();
  }
}
