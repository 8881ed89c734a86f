package smallbusiness.messaging.feed;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What one feed of this process is doing, for health and metrics. Safe for use by many threads. */
final class FeedState {

  private final String feed;
  private final Map<TopicPartition, Long> lags = new ConcurrentHashMap<>();
  private final LongAdder applied = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private volatile @Nullable Instant lastApplied;
  private volatile @Nullable String error;

  FeedState(String feed) {
    this.feed = feed;
  }

  String feed() {
    return feed;
  }

  void applied(int events, Instant now) {
    applied.add(events);
    lastApplied = now;
    error = null;
  }

  void failed(Throwable cause) {
    failures.increment();
    error = cause.toString();
  }

  /** A batch comes again, and nothing is wrong. */
  void repeats() {
    failures.increment();
  }

  /** All that came is applied. */
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

  /** Why it does not get on; null when it does. */
  @Nullable String error() {
    return error;
  }
}
