package smallbusiness.query.rebuild;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.query.sql.JsonColumn;
import tools.jackson.databind.JsonNode;

/** How it stands with the generations of the read model, as operators see it. */
@Component
class RebuildStatus {

  private static final int LOG_ENTRIES = 20;

  private static final String PARKED =
      """
      select feed || ' ' || topic as where_parked, count(distinct key) as keys
      from messaging.parked where outcome is null group by 1
      """;

  private final Generations generations;
  private final FeedPositions standing;
  private final EndOffsets ends;
  private final ComparisonReports comparisons;
  private final OperatorLog log;
  private final ShadowSupervisor watch;
  private final JdbcClient jdbc;

  RebuildStatus(
      Generations generations,
      FeedPositions standing,
      EndOffsets ends,
      ComparisonReports comparisons,
      OperatorLog log,
      ShadowSupervisor watch,
      JdbcClient jdbc) {
    this.generations = generations;
    this.standing = standing;
    this.ends = ends;
    this.comparisons = comparisons;
    this.log = log;
    this.watch = watch;
    this.jdbc = jdbc;
  }

  /**
   * All of it.
   *
   * @param live number of the live generation
   * @param shadow number of the other one; null when there is none
   * @param tablesReady whether the shadow has its tables
   * @param offsetsBehind how many offsets the shadow is behind the live one; null without one
   * @param fillsHere whether this replica takes part in filling it
   * @param error why this replica does not get on with it; null when it does
   * @param lastComparison the newest report about these two; null when there is none
   */
  record Status(
      long live,
      @Nullable Long shadow,
      Instant changedAt,
      boolean tablesReady,
      @Nullable Long offsetsBehind,
      boolean fillsHere,
      @Nullable String error,
      List<OfTopic> topics,
      @Nullable JsonNode lastComparison,
      List<OperatorLog.Entry> log) {}

  /**
   * One topic, over all its partitions.
   *
   * @param end offsets in Kafka, markers of transactions among them: one at the end of a partition
   *     is passed by no feed; null while Kafka does not tell
   */
  record OfTopic(String topic, @Nullable Long end, Progress live, @Nullable Progress shadow) {}

  /**
   * How far one generation is.
   *
   * @param offset passed
   * @param lag what is left to the end; null while Kafka does not tell
   */
  record Progress(long offset, @Nullable Long lag, long parkedKeys) {}

  JsonNode now() {
    Generations.State state = generations.now();
    List<FeedPositions.Place> places = standing.places();
    @Nullable Long shadow = state.shadow();
    @Nullable ShadowFiller filling = watch.filling();
    Status told =
        new Status(
            state.live(),
            shadow,
            state.changedAt(),
            state.migrated(),
            shadow == null ? null : places.stream().mapToLong(FeedPositions.Place::behind).sum(),
            filling != null,
            error(filling),
            topics(places, shadow != null),
            shadow == null ? null : comparisons.newest(state.live(), shadow).orElse(null),
            log.newest(LOG_ENTRIES));
    return JsonColumn.read(JsonColumn.write(told));
  }

  private @Nullable String error(@Nullable ShadowFiller filling) {
    @Nullable String failure = filling == null ? null : filling.error();
    return failure == null ? watch.error() : failure;
  }

  private List<OfTopic> topics(List<FeedPositions.Place> places, boolean both) {
    Map<TopicPartition, Long> known =
        ends.of(Set.copyOf(places.stream().map(this::partition).toList()));
    Map<String, Long> parked = new TreeMap<>();
    jdbc.sql(PARKED)
        .query(
            row -> {
              parked.put(row.getString("where_parked"), row.getLong("keys"));
            });
    return places.stream()
        .collect(groupingBy(FeedPositions.Place::topic, TreeMap::new, toList()))
        .entrySet()
        .stream()
        .map(
            entry -> {
              String topic = entry.getKey();
              List<FeedPositions.Place> ofTopic = entry.getValue();
              @Nullable Long end = sum(ofTopic, known);
              long live = ofTopic.stream().mapToLong(FeedPositions.Place::live).sum();
              long shadow = ofTopic.stream().mapToLong(FeedPositions.Place::shadow).sum();
              return new OfTopic(
                  topic,
                  end,
                  progress(live, end, parked.getOrDefault("live " + topic, 0L)),
                  both ? progress(shadow, end, parked.getOrDefault("shadow " + topic, 0L)) : null);
            })
        .toList();
  }

  private TopicPartition partition(FeedPositions.Place place) {
    return new TopicPartition(place.topic(), place.partition());
  }

  private @Nullable Long sum(List<FeedPositions.Place> places, Map<TopicPartition, Long> known) {
    return known.isEmpty()
        ? null
        : Long.valueOf(
            places.stream().mapToLong(place -> known.getOrDefault(partition(place), 0L)).sum());
  }

  private static Progress progress(long offset, @Nullable Long end, long parked) {
    return new Progress(
        offset, end == null ? null : Long.valueOf(Math.max(0, end - offset)), parked);
  }
}
