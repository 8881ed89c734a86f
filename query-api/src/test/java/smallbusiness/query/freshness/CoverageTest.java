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

class CoverageTest {

  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
  private static final TopicPartition ORDERS = new TopicPartition("sales.order", 0);
  private static final TopicPartition CUSTOMERS = new TopicPartition("sales.customer", 1);

  private final Coverage coverage = new Coverage(Map.of());
  private final Map<TopicPartition, Long> passed = new HashMap<>();

  @Test
  void nothing_is_known_without_a_report() {
    assertThat(look()).isEmpty();
  }

  @Test
  void a_report_counts_once_its_offsets_are_passed() {
    coverage.heard(Owner.SALES, new ProgressReport(NOON, Map.of(ORDERS, 7L)));
    passed.put(ORDERS, 6L);
    assertThat(look()).containsOnlyKeys(Topic.SALES_CUSTOMER);

    passed.put(ORDERS, 7L);
    assertThat(look()).containsEntry(Topic.SALES_ORDER, NOON);
    assertThat(coverage.isWaiting()).isFalse();
  }

  @Test
  void a_topic_behind_does_not_hold_back_another() {
    coverage.heard(Owner.SALES, new ProgressReport(NOON, Map.of(ORDERS, 7L, CUSTOMERS, 1L)));
    passed.put(CUSTOMERS, 1L);

    assertThat(look()).containsOnlyKeys(Topic.SALES_CUSTOMER);
  }

  @Test
  void of_several_reports_the_newest_that_is_passed_counts() {
    for (int second = 0; second < 10; second++) {
      coverage.heard(
          Owner.SALES, new ProgressReport(NOON.plusSeconds(second), Map.of(ORDERS, 10L + second)));
    }
    passed.put(ORDERS, 14L);

    assertThat(look()).containsEntry(Topic.SALES_ORDER, NOON.plusSeconds(4));
    assertThat(coverage.isWaiting()).isTrue();
  }

  @Test
  void an_old_report_that_comes_late_makes_nothing_older() {
    coverage.heard(Owner.SALES, new ProgressReport(NOON, Map.of()));
    look();
    coverage.heard(Owner.SALES, new ProgressReport(NOON.minusSeconds(5), Map.of()));

    assertThat(look()).containsEntry(Topic.SALES_ORDER, NOON);
  }

  @Test
  void what_was_known_before_stays_known() {
    Coverage again = new Coverage(Map.of(Topic.SALES_ORDER, NOON));
    again.heard(Owner.SALES, new ProgressReport(NOON.plusSeconds(9), Map.of(ORDERS, 7L)));

    assertThat(again.look(partition -> 0)).containsEntry(Topic.SALES_ORDER, NOON);
  }

  @Test
  void a_read_model_far_behind_gets_on_by_some_of_ever_so_many_reports() {
    for (int second = 0; second < 100_000; second++) {
      coverage.heard(
          Owner.SALES, new ProgressReport(NOON.plusSeconds(second), Map.of(ORDERS, (long) second)));
    }
    passed.put(ORDERS, 99_000L);

    assertThat(look().get(Topic.SALES_ORDER))
        .isBetween(NOON.plusSeconds(98_000), NOON.plusSeconds(99_000));
  }

  private Map<Topic, Instant> look() {
    return coverage.look(partition -> passed.getOrDefault(partition, 0L));
  }
}
