package smallbusiness.query.rebuild;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import smallbusiness.query.rebuild.FeedPositions.Position;
import smallbusiness.query.sql.JsonColumn;
import tools.jackson.databind.JsonNode;

/** The status of a rebuild as operators see it. */
@Component
class RebuildStatus {

  private static final int LOG_ENTRIES = 20;

  private final Generations generations;
  private final FeedPositions positions;
  private final EndOffsets endOffsets;
  private final RebuildHistory history;
  private final ShadowSupervisor supervisor;

  RebuildStatus(
      Generations generations,
      FeedPositions positions,
      EndOffsets endOffsets,
      RebuildHistory history,
      ShadowSupervisor supervisor) {
    this.generations = generations;
    this.positions = positions;
    this.endOffsets = endOffsets;
    this.history = history;
    this.supervisor = supervisor;
  }

  /**
   * The status.
   *
   * @param live number of the live generation
   * @param shadow number of the shadow or previous one; null without one
   * @param tablesReady whether the shadow has its tables
   * @param offsetsBehind offsets by which the shadow is behind the live one; null without one
   * @param fillingHere whether this replica takes part in filling it
   * @param error last error of filling it on this replica; null when there is none
   * @param lastComparison the newest report about these two generations; null when there is none
   * @param log the newest entries of the operator log
   */
  record Status(
      long live,
      @Nullable Long shadow,
      Instant changedAt,
      boolean tablesReady,
      @Nullable Long offsetsBehind,
      boolean fillingHere,
      @Nullable String error,
      List<OfTopic> topics,
      @Nullable JsonNode lastComparison,
      List<RebuildHistory.Operation> log) {}

  /**
   * One topic, over all its partitions.
   *
   * @param end end offsets in Kafka, including transaction markers at the end, which no feed
   *     stores; null while Kafka is unavailable
   */
  record OfTopic(String topic, @Nullable Long end, Progress live, @Nullable Progress shadow) {}

  /**
   * Progress of one read model.
   *
   * @param offset next offset
   * @param lag offsets up to the end; null while Kafka is unavailable
   */
  record Progress(long offset, @Nullable Long lag, long parkedKeys) {

    static Progress of(long offset, @Nullable Long end, @Nullable Long parkedKeys) {
      return new Progress(
          offset,
          end == null ? null : Long.valueOf(Math.max(0, end - offset)),
          parkedKeys == null ? 0 : parkedKeys);
    }
  }

  JsonNode now() {
    Generations.State state = generations.now();
    List<Position> all = positions.all();
    Long shadow = state.shadow();
    Status status =
        new Status(
            state.live(),
            shadow,
            state.changedAt(),
            state.tablesReady(),
            shadow == null ? null : all.stream().mapToLong(Position::behind).sum(),
            supervisor.filler() != null,
            supervisor.error(),
            topics(all, shadow != null),
            shadow == null ? null : history.newestReport(state.live(), shadow).orElse(null),
            history.newestOperations(LOG_ENTRIES));
    return JsonColumn.read(JsonColumn.write(status));
  }

  private List<OfTopic> topics(List<Position> all, boolean hasShadow) {
    Map<TopicPartition, Long> ends = endOffsets.of(all.stream().map(Position::partition).toList());
    Map<String, Long> parkedLive = positions.parkedKeys(FeedPositions.LIVE);
    Map<String, Long> parkedShadow = positions.parkedKeys(FeedPositions.SHADOW);
    Map<String, List<Position>> byTopic =
        all.stream().collect(groupingBy(Position::topic, TreeMap::new, toList()));
    return byTopic.entrySet().stream()
        .map(
            entry -> {
              String topic = entry.getKey();
              List<Position> ofTopic = entry.getValue();
              Long end = sum(ofTopic, ends);
              long live = ofTopic.stream().mapToLong(Position::live).sum();
              long shadow = ofTopic.stream().mapToLong(Position::shadow).sum();
              return new OfTopic(
                  topic,
                  end,
                  Progress.of(live, end, parkedLive.get(topic)),
                  hasShadow ? Progress.of(shadow, end, parkedShadow.get(topic)) : null);
            })
        .toList();
  }

  private static @Nullable Long sum(List<Position> positions, Map<TopicPartition, Long> ends) {
    return ends.isEmpty()
        ? null
        : Long.valueOf(
            positions.stream()
                .mapToLong(position -> ends.getOrDefault(position.partition(), 0L))
                .sum());
  }
}
