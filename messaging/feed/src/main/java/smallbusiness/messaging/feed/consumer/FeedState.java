package smallbusiness.messaging.feed.consumer;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The state of a feed in this process, for health and metrics. Safe for use by many threads. */
final class FeedState {

  private final Map<TopicPartition, Long> lags = new ConcurrentHashMap<>();
  private final LongAdder applied = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private volatile @Nullable Instant lastApplied;
  private volatile @Nullable String error;

  void applied(int events, Instant now) {
    applied.add(events);
    lastApplied = now;
    error = null;
  }

  void failed(Throwable cause) {
    failures.increment();
    error = cause.toString();
  }

  /** A batch is retried although nothing is wrong. */
  void retried() {
    failures.increment();
  }

  /** Kafka answers, and has no more events. */
  void following() {
    error = null;
  }

  void unconnected() {
    error = "No connection to Kafka";
  }

  void lag(TopicPartition partition, long events) {
    lags.put(partition, events);
  }

  void lost(TopicPartition partition) {
    lags.remove(partition);
  }

  void lostAll() {
    lags.clear();
  }

  /** Events in Kafka that are not applied yet, over the partitions that this process owns. */
  long lag() {
    return lags.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many partitions this process owns. */
  int partitions() {
    return lags.size();
  }

  long appliedEvents() {
    return applied.sum();
  }

  long failures() {
    return failures.sum();
  }

  /** When this process last applied a batch; null when it has not. */
  @Nullable Instant lastApplied() {
    return lastApplied;
  }

  /** The failure that is being retried; null when there is none. */
  @Nullable String error() {
    return error;
  }
}
