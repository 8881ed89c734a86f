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
import smallbusiness.query.reconciliation.TopicComparison.Found;

/** The way over two sides whose answers are cut short. */
class TopicComparisonTest {

  private static final List<Kind> KINDS = List.of(Kind.values());

  private final RowsInMemory owner = new RowsInMemory(4);
  private final RowsInMemory here = new RowsInMemory(6);

  @Test
  void two_sides_without_anything_are_equal() {
    Found found = walked(100).found(10);

    assertThat(found.whole()).isTrue();
    assertThat(found.different()).isZero();
    assertThat(found.ownerRows()).isZero();
  }

  @Test
  void two_equal_sides_are_counted_and_equal() {
    both(1, 25);

    Found found = walked(100).found(10);

    assertThat(found.ownerRows()).isEqualTo(25);
    assertThat(found.readModelRows()).isEqualTo(25);
    assertThat(found.different()).isZero();
    assertThat(found.whole()).isTrue();
  }

  @Test
  void what_one_side_has_beyond_the_end_of_the_other_is_found_however_much_it_is() {
    both(1, 3);
    for (long id = 1000; id < 1050; id++) {
      here.put(id, 1, "nobody's");
    }
    here.put(-7, 1, "nobody's");

    Found found = walked(100).found(100);

    assertThat(found.different()).isEqualTo(51);
    assertThat(found.differences()).allMatch(one -> one.kind() == Kind.SURPLUS);
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
      here.put(id, 5, "name " + id);
      seeded.put(id, kind);
      switch (kind) {
        case MISSING -> here.remove(id);
        case SURPLUS -> owner.remove(id);
        case BEHIND -> here.put(id, 4, "name " + id);
        case AHEAD -> here.put(id, 6, "name " + id);
        case FIELD -> here.put(id, 5, "another");
      }
    }

    TopicComparison comparison = walked(1000);
    comparison.lookAgain();

    SortedMap<Long, Kind> found = new TreeMap<>();
    comparison.found(1000).differences().forEach(one -> found.put(one.id(), one.kind()));
    assertThat(found).isEqualTo(seeded);
    assertThat(comparison.found(1000).moving()).isZero();
  }

  @Test
  void what_was_under_way_is_no_difference_once_it_has_arrived() {
    both(1, 10);
    owner.put(4, 2, "new").put(11, 1, "added");
    owner.remove(6);
    TopicComparison comparison = walked(100);
    assertThat(comparison.isOpen()).isTrue();
    assertThat(comparison.found(10).different()).isEqualTo(3);

    here.put(4, 2, "new").put(11, 1, "added").remove(6);
    comparison.lookAgain();

    assertThat(comparison.isOpen()).isFalse();
    assertThat(comparison.found(10).different()).isZero();
  }

  @Test
  void where_too_much_differs_the_rest_is_counted_and_not_looked_into() {
    for (long id = 1; id <= 400; id++) {
      owner.put(id, 1, "not taken up");
    }

    Found found = walked(20).found(5);

    assertThat(found.different()).isBetween(20L, 26L);
    assertThat(found.notLookedInto()).isPositive();
    assertThat(found.differences()).hasSize(5);
    assertThat(found.ownerRows()).isEqualTo(400);
    assertThat(found.readModelRows()).isZero();
  }

  @Test
  void what_time_was_too_short_for_is_not_said_to_be_equal() {
    both(1, 10);
    var comparison = new TopicComparison(owner, here, 100, () -> true);

    comparison.walk();

    assertThat(comparison.found(10).whole()).isFalse();
  }

  private TopicComparison walked(int maxSuspects) {
    var comparison = new TopicComparison(owner, here, maxSuspects, () -> false);
    comparison.walk();
    return comparison;
  }

  private void both(long first, long last) {
    for (long id = first; id <= last; id++) {
      owner.put(id, 1, "name " + id);
      here.put(id, 1, "name " + id);
    }
  }
}
