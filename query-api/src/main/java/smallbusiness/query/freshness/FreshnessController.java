package smallbusiness.query.freshness;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import smallbusiness.schemas.Topic;

/** Says what the read model has, and as of when. */
@RestController
@Tag(name = "Freshness", description = "What the read model has already, and as of when")
class FreshnessController {

  /** One topic. */
  @Schema(description = "What the read model has of one topic")
  record TopicFreshness(
      @Schema(description = "The system that publishes it", example = "sales") String source,
      @Schema(example = "sales.order") String topic,
      @Schema(
              description =
                  "All that the source committed before this moment is here, but for what is"
                      + " parked; by the clock of its database. null when not known")
          @Nullable Instant asOf,
      @Schema(
              description = "How long ago that is, in seconds; null when not known",
              example = "0.412")
          @Nullable BigDecimal staleness,
      @Schema(
              description = "Events that could not be applied, and those of their keys behind them",
              example = "0")
          long parked,
      @Schema(
              description = "Offsets passed, over all partitions: events and transaction markers",
              example = "2430")
          long offsets,
      @Schema(description = "When the newest event in the read model happened; null without any")
          @Nullable Instant newestEvent,
      @Schema(description = "When the read model last took up an event; null without any")
          @Nullable Instant appliedAt) {}

  /** The journal follows all topics for its own sake; what is shown comes from the projectors. */
  private static final String READ =
      """
      select topic, sum(next_offset) as offsets,
        max(event_time) as newest_event, max(applied_at) as applied_at,
        (select count(*) from messaging.parked p
         where p.topic = o.topic and p.outcome is null and p.feed not like '%@%') as parked
      from messaging.feed_offset o where feed <> 'journal' and feed not like '%@%'
      group by topic
      """;

  private final JdbcClient jdbc;
  private final FreshnessWatch watch;
  private final Clock clock;

  FreshnessController(JdbcClient jdbc, FreshnessWatch watch, Clock clock) {
    this.jdbc = jdbc;
    this.watch = watch;
    this.clock = clock;
  }

  @GetMapping(
      path = FreshnessHeaders.IN_FULL,
      produces = {"application/json", "text/csv"})
  @Operation(
      summary = "Show as of when the read model is, topic by topic",
      description =
          "Each system tells about once a second how far it has published. While a system, its"
              + " relay, Kafka or a feed here is stopped, the staleness grows; without any change"
              + " it stays at about a second. Every answer of the API has the same, source by"
              + " source, in the headers As-Of and Staleness.")
  List<TopicFreshness> freshness() {
    Freshness freshness = watch.now();
    Instant now = clock.instant();
    Map<String, Taken> taken = taken();
    return Arrays.stream(Topic.values())
        .map(
            topic -> {
              Taken ofTopic = taken.getOrDefault(topic.topicName(), Taken.NOTHING);
              return new TopicFreshness(
                  topic.owner().id(),
                  topic.topicName(),
                  freshness.asOf().get(topic),
                  freshness.staleness(topic, now),
                  ofTopic.parked(),
                  ofTopic.offsets(),
                  ofTopic.newestEvent(),
                  ofTopic.appliedAt());
            })
        .toList();
  }

  private Map<String, Taken> taken() {
    Map<String, Taken> taken = new HashMap<>();
    jdbc.sql(READ)
        .query(
            row -> {
              taken.put(row.getString("topic"), Taken.read(row));
            });
    return taken;
  }

  private record Taken(
      long parked, long offsets, @Nullable Instant newestEvent, @Nullable Instant appliedAt) {

    static final Taken NOTHING = new Taken(0, 0, null, null);

    static Taken read(ResultSet row) throws SQLException {
      return new Taken(
          row.getLong("parked"),
          row.getLong("offsets"),
          instant(row.getTimestamp("newest_event")),
          instant(row.getTimestamp("applied_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp moment) {
      return moment == null ? null : moment.toInstant();
    }
  }
}
