package smallbusiness.query.freshness;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says what the read model has. */
@RestController
@Tag(name = "Freshness", description = "What the read model has already, and as of when")
class FreshnessController {

  /** One topic. */
  @Schema(description = "What the read model has of one topic")
  record TopicFreshness(
      @Schema(description = "The system that publishes it", example = "sales") String source,
      @Schema(example = "sales.order") String topic,
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
      select split_part(topic, '.', 1) as source, topic, sum(next_offset) as offsets,
        max(event_time) as newest_event, max(applied_at) as applied_at
      from messaging.feed_offset where feed <> 'journal' group by topic order by topic
      """;

  private final JdbcClient jdbc;

  FreshnessController(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @GetMapping(
      path = "/api/v1/freshness",
      produces = {"application/json", "text/csv"})
  @Operation(
      summary = "Show as of when the read model is, topic by topic",
      description =
          "It tells what was taken up. A source that has nothing to tell and one that cannot tell"
              + " look the same here; to be sure of a change of your own, send its"
              + " Consistency-Token.")
  List<TopicFreshness> freshness() {
    return jdbc.sql(READ).query(DataClassRowMapper.newInstance(TopicFreshness.class)).list();
  }
}
