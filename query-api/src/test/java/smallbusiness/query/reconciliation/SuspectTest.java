package smallbusiness.query.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import smallbusiness.messaging.reconciliation.AggregateRow;
import smallbusiness.query.reconciliation.Difference.Kind;

/** What counts as a difference, what is only under way, and what nobody can tell. */
class SuspectTest {

  @Test
  void what_the_read_model_has_taken_up_meanwhile_is_no_difference() {
    Suspect suspect = seen(row(3, "new"), row(2, "old")).again(sight(row(3, "new"), row(3, "new")));

    assertThat(suspect.isOpen()).isFalse();
    assertThat(suspect.isMoving()).isFalse();
    assertThat(suspect.differences()).isEmpty();
  }

  @Test
  void what_changes_faster_than_anybody_looks_is_under_way_and_no_difference() {
    Suspect suspect = seen(row(3, "c"), row(2, "b")).again(sight(row(9, "i"), row(8, "h")));

    assertThat(suspect.isOpen()).isTrue();
    assertThat(suspect.isMoving()).isTrue();
    assertThat(suspect.differences()).isEmpty();
  }

  @Test
  void a_read_model_that_does_not_come_to_what_the_owner_had_is_behind() {
    Suspect suspect = seen(row(3, "c"), row(2, "b")).again(sight(row(9, "i"), row(2, "b")));

    assertThat(suspect.isMoving()).isFalse();
    assertThat(suspect.differences())
        .containsExactly(new Difference(1, Kind.BEHIND, "version", "9", "2"));
  }

  @Test
  void an_owner_that_does_not_come_to_what_the_read_model_has_is_overtaken() {
    Suspect suspect = seen(row(3, "c"), row(5, "e")).again(sight(row(4, "d"), row(5, "e")));

    assertThat(suspect.isMoving()).isFalse();
    assertThat(suspect.differences())
        .containsExactly(new Difference(1, Kind.AHEAD, "version", "4", "5"));
  }

  @Test
  void a_read_model_that_was_asked_a_moment_later_may_know_more() {
    Suspect suspect = seen(row(3, "c"), row(4, "d")).again(sight(row(6, "f"), row(7, "g")));

    assertThat(suspect.isMoving()).isTrue();
    assertThat(suspect.differences()).isEmpty();
  }

  @Test
  void what_does_not_arrive_is_missing() {
    Suspect suspect = seen(row(1, "a"), null).again(sight(row(1, "a"), null));

    assertThat(suspect.isOpen()).isTrue();
    assertThat(suspect.differences())
        .containsExactly(new Difference(1, Kind.MISSING, "version", "1", null));
  }

  @Test
  void what_the_owner_does_not_have_and_the_read_model_keeps_is_surplus() {
    Suspect suspect = seen(null, row(2, "b")).again(sight(null, row(2, "b")));

    assertThat(suspect.differences())
        .containsExactly(new Difference(1, Kind.SURPLUS, "version", null, "2"));
  }

  @Test
  void what_the_owner_removed_or_added_since_is_under_way() {
    Suspect removed = seen(row(2, "b"), row(1, "a")).again(sight(null, row(2, "b")));
    Suspect added = seen(null, row(1, "a")).again(sight(row(2, "b"), row(1, "a")));

    assertThat(removed.isMoving()).isTrue();
    assertThat(removed.differences()).isEmpty();
    assertThat(added.isMoving()).isTrue();
    assertThat(added.differences()).isEmpty();
  }

  @Test
  void what_both_have_given_up_is_equal() {
    Suspect suspect = seen(null, row(1, "a")).again(sight(null, null));

    assertThat(suspect.isOpen()).isFalse();
    assertThat(suspect.differences()).isEmpty();
  }

  @Test
  void two_that_say_different_things_of_the_same_version_differ_for_good() {
    Suspect suspect = seen(row(2, "b"), row(2, null));

    assertThat(suspect.isOpen()).isFalse();
    assertThat(suspect.differences())
        .containsExactly(new Difference(1, Kind.FIELD, "name", "b", null));
  }

  private static Suspect seen(@Nullable AggregateRow owner, @Nullable AggregateRow here) {
    return new Suspect(1, sight(owner, here));
  }

  private static RowPair sight(@Nullable AggregateRow owner, @Nullable AggregateRow here) {
    return new RowPair(owner, here);
  }

  private static AggregateRow row(long version, @Nullable String name) {
    return RowsInMemory.row(1, version, name);
  }
}
