package smallbusiness.messaging.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/**
 * Sits at the end of topics and tells when something arrives there that was sent after a moment.
 */
final class Arrivals implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(10);

  private final Thread thread;
  private final AtomicReference<Instant> since = new AtomicReference<>(Instant.MAX);
  private volatile Instant arrived = Instant.MIN;
  private volatile boolean wanted = true;

  Arrivals(String bootstrap, List<String> topics) {
    KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", bootstrap), PATIENCE);
    this.thread = Thread.ofPlatform().daemon().start(() -> watch(clients, topics));
  }

  private void watch(KafkaClients clients, List<String> topics) {
    try (Consumer<String, byte[]> consumer = clients.consumer()) {
      List<TopicPartition> partitions =
          topics.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      while (wanted) {
        for (var record : consumer.poll(POLL)) {
          Instant sent = Instant.ofEpochMilli(record.timestamp());
          if (sent.isAfter(since.get())) {
            arrived = Instant.now();
            since.set(Instant.MAX);
          }
        }
      }
    }
  }

  /** From this moment until the first committed record that was sent after it can be read. */
  Duration untilFirstAfter(Instant moment) {
    arrived = Instant.MIN;
    since.set(moment);
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !arrived.equals(Instant.MIN));
    return Duration.between(moment, arrived);
  }

  @Override
  public void close() throws InterruptedException {
    wanted = false;
    thread.join();
  }
}
