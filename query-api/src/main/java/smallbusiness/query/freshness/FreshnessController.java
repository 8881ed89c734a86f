package smallbusiness.query.freshness;

import static java.util.stream.Collectors.toMap;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import smallbusiness.query.sql.RecordMapper;
import smallbusiness.schemas.Topic;

/** Serves the freshness of the read model by topic. */
@RestController
@Tag(name = "Freshness", description = "What the read model contains, and up to what time")
class FreshnessController {

  /** One topic. */
  @Schema(description = "Freshness of one topic")
  record TopicFreshness(
      @Schema(description = "The system that publishes it", example = "sales") String source,
      @Schema(example = "sales.order") String topic,
      @Schema(
              description =
                  "The read model contains everything that the source committed before this time,"
                      + " except parked events. Clock of the source's database; null when unknown")
          @Nullable Instant asOf,
      @Schema(description = "Age of as_of in seconds; null when unknown", example = "0.412")
          @Nullable BigDecimal staleness,
      @Schema(
              description = "Parked events: not applicable, or queued behind one of the same key",
              example = "0")
          long parked,
      @Schema(
              description = "Applied offsets of all partitions: events and transaction markers",
              example = "2430")
          long offsets,
      @Schema(description = "Time of the newest applied event; null when there is none")
          @Nullable Instant newestEvent,
      @Schema(description = "When an event was last applied; null when there is none")
          @Nullable Instant appliedAt) {}

  private static final String READ =
      """
      select topic, sum(next_offset) as offsets,
        max(event_time) as newest_event, max(applied_at) as applied_at,
        (select count(*) from messaging.parked p
         where p.topic = o.topic and p.outcome is null and p.feed = 'live') as parked
      from messaging.feed_offset o where feed = 'live'
      group by topic
      """;

  private final JdbcClient jdbc;
  private final FreshnessTracker tracker;
  private final Clock clock;

  FreshnessController(JdbcClient jdbc, FreshnessTracker tracker, Clock clock) {
    this.jdbc = jdbc;
    this.tracker = tracker;
    this.clock = clock;
  }

  @GetMapping(
      path = FreshnessHeaders.FRESHNESS_PATH,
      produces = {"application/json", "text/csv"})
  @Operation(
      summary = "Show the freshness of the read model by topic",
      description =
          "Each system reports about once a second how far it has published, even when nothing"
              + " changes. While a system, its relay, Kafka or the feed is stopped, the staleness"
              + " grows; otherwise it stays at about a second. Every response of the API carries"
              + " the same by source in the headers As-Of and Staleness.")
  List<TopicFreshness> freshness() {
    Freshness freshness = tracker.current();
    Instant now = clock.instant();
    Map<String, Applied> byTopic =
        jdbc.sql(READ).query(RecordMapper.of(Applied.class)).list().stream()
            .collect(toMap(Applied::topic, Function.identity()));
    return Arrays.stream(Topic.values())
        .map(
            topic -> {
              Applied applied = byTopic.getOrDefault(topic.topicName(), Applied.nothing(topic));
              return new TopicFreshness(
                  topic.owner().id(),
                  topic.topicName(),
                  freshness.asOf().get(topic),
                  freshness.staleness(topic, now),
                  applied.parked(),
                  applied.offsets(),
                  applied.newestEvent(),
                  applied.appliedAt());
            })
        .toList();
  }

  private record Applied(
      String topic,
      long parked,
      long offsets,
      @Nullable Instant newestEvent,
      @Nullable Instant appliedAt) {

    static Applied nothing(Topic topic) {
      return new Applied(topic.topicName(), 0, 0, null, null);
    }
  }
}
