package smallbusiness.query.freshness;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.progress.ProgressReport;
import smallbusiness.schemas.Owner;
import smallbusiness.schemas.Topic;

/**
 * Finds for each topic the newest progress report whose offsets the read model has applied. Not
 * thread-safe.
 */
final class ReportCoverage {

  /** Pending reports of one topic. Above this, every second one is dropped. */
  private static final int MAX_PENDING = 1000;

  private final Map<Topic, List<ProgressReport>> pending = new EnumMap<>(Topic.class);
  private final Map<Topic, Instant> asOf = new EnumMap<>(Topic.class);

  /** Starts with the times known so far. */
  ReportCoverage(Map<Topic, Instant> asOf) {
    this.asOf.putAll(asOf);
  }

  void add(Owner owner, ProgressReport report) {
    for (Topic topic : Topic.ownedBy(owner)) {
      if (isNewer(report, asOf.get(topic))) {
        List<ProgressReport> reports = pending.computeIfAbsent(topic, none -> new ArrayList<>());
        reports.add(report);
        if (reports.size() > MAX_PENDING) {
          pending.put(topic, everySecond(reports));
        }
      }
    }
  }

  private static List<ProgressReport> everySecond(List<ProgressReport> reports) {
    return new ArrayList<>(
        IntStream.range(0, reports.size() / 2).mapToObj(i -> reports.get(2 * i + 1)).toList());
  }

  /** Whether there are reports whose offsets were not applied at the last {@link #update}. */
  boolean hasPending() {
    return pending.values().stream().anyMatch(reports -> !reports.isEmpty());
  }

  /**
   * Compares the pending reports with the applied offsets.
   *
   * @param applied the next offset of a partition
   * @return the time up to which each topic is applied; topics without a known time are missing
   */
  Map<Topic, Instant> update(ToLongFunction<TopicPartition> applied) {
    pending.forEach((topic, reports) -> update(topic, reports, applied));
    return asOf;
  }

  private void update(
      Topic topic, List<ProgressReport> reports, ToLongFunction<TopicPartition> applied) {
    @Nullable Instant newest = asOf.get(topic);
    for (ProgressReport report : reports.reversed()) {
      if (isNewer(report, newest) && isCovered(topic, report, applied)) {
        newest = report.asOf();
      }
    }
    if (newest != null) {
      Instant covered = newest;
      asOf.put(topic, covered);
      reports.removeIf(report -> !report.asOf().isAfter(covered));
    }
  }

  private static boolean isNewer(ProgressReport report, @Nullable Instant known) {
    return known == null || report.asOf().isAfter(known);
  }

  private static boolean isCovered(
      Topic topic, ProgressReport report, ToLongFunction<TopicPartition> applied) {
    return report.endOffsets().entrySet().stream()
        .filter(end -> end.getKey().topic().equals(topic.topicName()))
        .allMatch(end -> applied.applyAsLong(end.getKey()) >= end.getValue());
  }
}
