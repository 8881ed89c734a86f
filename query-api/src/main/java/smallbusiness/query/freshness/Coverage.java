package smallbusiness.query.freshness;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.progress.ProgressReport;
import smallbusiness.schemas.Owner;
import smallbusiness.schemas.Topic;

/**
 * Finds for each topic the newest report whose offsets the feeds have passed. Not for use by
 * several threads.
 */
final class Coverage {

  /** Reports that wait, of each topic; of more, every second one is forgotten. */
  private static final int MOST_WAITING = 1000;

  private final Map<Topic, List<ProgressReport>> waiting = new EnumMap<>(Topic.class);
  private final Map<Topic, Instant> asOf = new EnumMap<>(Topic.class);

  /** Begins with what was known before. */
  Coverage(Map<Topic, Instant> known) {
    asOf.putAll(known);
  }

  /** A system has reported. */
  void heard(Owner owner, ProgressReport report) {
    for (Topic topic : Topic.ownedBy(owner)) {
      Instant known = asOf.get(topic);
      if (known == null || report.asOf().isAfter(known)) {
        List<ProgressReport> reports = waiting.computeIfAbsent(topic, none -> new ArrayList<>());
        reports.add(report);
        if (reports.size() > MOST_WAITING) {
          thin(reports);
        }
      }
    }
  }

  private static void thin(List<ProgressReport> reports) {
    List<ProgressReport> kept = new ArrayList<>();
    for (int i = 1; i < reports.size(); i += 2) {
      kept.add(reports.get(i));
    }
    reports.clear();
    reports.addAll(kept);
  }

  /** Whether there are reports that the feeds had not passed when last looked. */
  boolean isWaiting() {
    return waiting.values().stream().anyMatch(reports -> !reports.isEmpty());
  }

  /**
   * Looks again.
   *
   * @param passed the next offset of a partition, of the feed that is least far
   * @return as of when each topic is, as far as known
   */
  Map<Topic, Instant> look(ToLongFunction<TopicPartition> passed) {
    waiting.forEach((topic, reports) -> look(topic, reports, passed));
    return asOf;
  }

  private void look(
      Topic topic, List<ProgressReport> reports, ToLongFunction<TopicPartition> passed) {
    @Nullable Instant newest = asOf.get(topic);
    for (ProgressReport report : reports.reversed()) {
      if ((newest == null || report.asOf().isAfter(newest)) && covers(topic, report, passed)) {
        newest = report.asOf();
      }
    }
    if (newest != null) {
      Instant covered = newest;
      asOf.put(topic, covered);
      reports.removeIf(report -> !report.asOf().isAfter(covered));
    }
  }

  private static boolean covers(
      Topic topic, ProgressReport report, ToLongFunction<TopicPartition> passed) {
    return report.endOffsets().entrySet().stream()
        .filter(end -> end.getKey().topic().equals(topic.topicName()))
        .allMatch(end -> passed.applyAsLong(end.getKey()) >= end.getValue());
  }
}
