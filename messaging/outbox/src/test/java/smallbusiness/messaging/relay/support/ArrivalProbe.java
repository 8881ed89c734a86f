package smallbusiness.messaging.relay.support;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** Reads the end of topics, and measures when the first record after a given moment arrives. */
public final class ArrivalProbe implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(10);

  private final Thread thread;
  private final AtomicReference<Instant> since = new AtomicReference<>(Instant.MAX);
  private volatile Instant arrived = Instant.MIN;
  private volatile boolean running = true;

  public ArrivalProbe(String bootstrap, List<String> topics) {
    TopicReader reader = new TopicReader(bootstrap);
    this.thread = Thread.ofPlatform().daemon().start(() -> watch(reader, topics));
  }

  private void watch(TopicReader reader, List<String> topics) {
    try (Consumer<String, byte[]> consumer = reader.consumer()) {
      List<TopicPartition> partitions =
          topics.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      while (running) {
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

  /** The time from a moment until the first committed record sent after it is readable. */
  public Duration untilFirstAfter(Instant moment) {
    arrived = Instant.MIN;
    since.set(moment);
    Awaitility.await()
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !arrived.equals(Instant.MIN));
    return Duration.between(moment, arrived);
  }

  @Override
  public void close() throws InterruptedException {
    running = false;
    thread.join();
  }
}
