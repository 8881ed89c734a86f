package smallbusiness.query.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import smallbusiness.messaging.progress.ProgressReport;
import smallbusiness.schemas.Owner;
import smallbusiness.schemas.Topic;

class ReportCoverageTest {

  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
  private static final TopicPartition ORDERS = new TopicPartition("sales.order", 0);
  private static final TopicPartition CUSTOMERS = new TopicPartition("sales.customer", 1);

  private final ReportCoverage coverage = new ReportCoverage(Map.of());
  private final Map<TopicPartition, Long> applied = new HashMap<>();

  @Test
  void without_a_report_the_time_is_unknown() {
    assertThat(update()).isEmpty();
  }

  @Test
  void a_report_counts_when_its_offsets_are_applied() {
    coverage.add(Owner.SALES, new ProgressReport(NOON, Map.of(ORDERS, 7L)));
    applied.put(ORDERS, 6L);
    assertThat(update()).containsOnlyKeys(Topic.SALES_CUSTOMER);

    applied.put(ORDERS, 7L);
    assertThat(update()).containsEntry(Topic.SALES_ORDER, NOON);
    assertThat(coverage.hasPending()).isFalse();
  }

  @Test
  void a_lagging_topic_does_not_affect_another() {
    coverage.add(Owner.SALES, new ProgressReport(NOON, Map.of(ORDERS, 7L, CUSTOMERS, 1L)));
    applied.put(CUSTOMERS, 1L);

    assertThat(update()).containsOnlyKeys(Topic.SALES_CUSTOMER);
  }

  @Test
  void the_newest_applied_report_counts() {
    for (int second = 0; second < 10; second++) {
      coverage.add(
          Owner.SALES, new ProgressReport(NOON.plusSeconds(second), Map.of(ORDERS, 10L + second)));
    }
    applied.put(ORDERS, 14L);

    assertThat(update()).containsEntry(Topic.SALES_ORDER, NOON.plusSeconds(4));
    assertThat(coverage.hasPending()).isTrue();
  }

  @Test
  void an_older_report_that_arrives_late_changes_nothing() {
    coverage.add(Owner.SALES, new ProgressReport(NOON, Map.of()));
    update();
    coverage.add(Owner.SALES, new ProgressReport(NOON.minusSeconds(5), Map.of()));

    assertThat(update()).containsEntry(Topic.SALES_ORDER, NOON);
  }

  @Test
  void stored_times_are_kept() {
    ReportCoverage again = new ReportCoverage(Map.of(Topic.SALES_ORDER, NOON));
    again.add(Owner.SALES, new ProgressReport(NOON.plusSeconds(9), Map.of(ORDERS, 7L)));

    assertThat(again.update(partition -> 0)).containsEntry(Topic.SALES_ORDER, NOON);
  }

  @Test
  void a_read_model_far_behind_advances_with_a_sample_of_many_reports() {
    for (int second = 0; second < 100_000; second++) {
      coverage.add(
          Owner.SALES, new ProgressReport(NOON.plusSeconds(second), Map.of(ORDERS, (long) second)));
    }
    applied.put(ORDERS, 99_000L);

    assertThat(update().get(Topic.SALES_ORDER))
        .isBetween(NOON.plusSeconds(98_000), NOON.plusSeconds(99_000));
  }

  private Map<Topic, Instant> update() {
    return coverage.update(partition -> applied.getOrDefault(partition, 0L));
  }
}
