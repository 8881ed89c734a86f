package smallbusiness.query.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smallbusiness.query.reconciliation.Difference.Kind;
import smallbusiness.query.reconciliation.TopicComparison.Result;

/** Comparison of two sides that return incomplete answers. */
class TopicComparisonTest {

  private static final List<Kind> KINDS = List.of(Kind.values());

  private final RowsInMemory owner = new RowsInMemory(4);
  private final RowsInMemory copy = new RowsInMemory(6);

  @Test
  void two_empty_sides_are_equal() {
    Result result = walked(100).result(10);

    assertThat(result.complete()).isTrue();
    assertThat(result.different()).isZero();
    assertThat(result.ownerRows()).isZero();
  }

  @Test
  void equal_sides_are_counted_and_equal() {
    both(1, 25);

    Result result = walked(100).result(10);

    assertThat(result.ownerRows()).isEqualTo(25);
    assertThat(result.readModelRows()).isEqualTo(25);
    assertThat(result.different()).isZero();
    assertThat(result.complete()).isTrue();
  }

  @Test
  void rows_of_one_side_beyond_the_end_of_the_other_are_all_found() {
    both(1, 3);
    for (long id = 1000; id < 1050; id++) {
      copy.put(id, 1, "nobody's");
    }
    copy.put(-7, 1, "nobody's");

    Result result = walked(100).result(100);

    assertThat(result.different()).isEqualTo(51);
    assertThat(result.differences()).allMatch(one -> one.kind() == Kind.SURPLUS);
  }

  /** Every kind of difference at random places; what is found is exactly what was seeded. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void exactly_what_was_seeded_is_found(long seed) {
    Random random = new Random(seed);
    both(1, 200);
    SortedMap<Long, Kind> seeded = new TreeMap<>();
    for (int i = 0; i < 12; i++) {
      long id = 1L + random.nextInt(210);
      Kind kind = KINDS.get(random.nextInt(KINDS.size()));
      owner.put(id, 5, "name " + id);
      copy.put(id, 5, "name " + id);
      seeded.put(id, kind);
      switch (kind) {
        case MISSING -> copy.remove(id);
        case SURPLUS -> owner.remove(id);
        case BEHIND -> copy.put(id, 4, "name " + id);
        case AHEAD -> copy.put(id, 6, "name " + id);
        case FIELD -> copy.put(id, 5, "another");
      }
    }

    TopicComparison comparison = walked(1000);
    comparison.attempt();

    SortedMap<Long, Kind> found = new TreeMap<>();
    comparison.result(1000).differences().forEach(one -> found.put(one.id(), one.kind()));
    assertThat(found).isEqualTo(seeded);
    assertThat(comparison.result(1000).changing()).isZero();
  }

  @Test
  void a_row_in_flight_is_no_difference_once_it_has_arrived() {
    both(1, 10);
    owner.put(4, 2, "new").put(11, 1, "added");
    owner.remove(6);
    TopicComparison comparison = walked(100);
    assertThat(comparison.attempt()).isFalse();
    assertThat(comparison.result(10).different()).isEqualTo(3);

    copy.put(4, 2, "new").put(11, 1, "added").remove(6);
    assertThat(comparison.attempt()).isTrue();
    assertThat(comparison.result(10).different()).isZero();
  }

  @Test
  void with_too_many_differences_the_remaining_ranges_are_counted_but_not_examined() {
    for (long id = 1; id <= 400; id++) {
      owner.put(id, 1, "not taken up");
    }

    Result result = walked(20).result(5);

    assertThat(result.different()).isBetween(20L, 26L);
    assertThat(result.unexaminedRanges()).isPositive();
    assertThat(result.differences()).hasSize(5);
    assertThat(result.ownerRows()).isEqualTo(400);
    assertThat(result.readModelRows()).isZero();
  }

  @Test
  void a_comparison_that_ran_out_of_time_is_not_complete() {
    both(1, 10);
    var comparison = new TopicComparison(owner, copy, 100, () -> true);

    comparison.attempt();

    assertThat(comparison.result(10).complete()).isFalse();
  }

  private TopicComparison walked(int maxSuspects) {
    var comparison = new TopicComparison(owner, copy, maxSuspects, () -> false);
    comparison.attempt();
    return comparison;
  }

  private void both(long first, long last) {
    for (long id = first; id <= last; id++) {
      owner.put(id, 1, "name " + id);
      copy.put(id, 1, "name " + id);
    }
  }
}
