package smallbusiness.query.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import smallbusiness.messaging.reconciliation.AggregateRow;
import smallbusiness.query.reconciliation.Difference.Kind;

/** Distinguishes differences, rows in flight and rows that keep changing. */
class SuspectTest {

  @Test
  void a_row_that_the_read_model_has_applied_meanwhile_is_no_difference() {
    Suspect suspect =
        suspect(row(3, "new"), row(2, "old")).reread(pair(row(3, "new"), row(3, "new")));

    assertThat(suspect.isUndecided()).isFalse();
    assertThat(suspect.isChanging()).isFalse();
    assertThat(suspect.differences()).isEmpty();
  }

  @Test
  void a_row_that_changes_faster_than_it_is_read_is_changing_and_no_difference() {
    Suspect suspect = suspect(row(3, "c"), row(2, "b")).reread(pair(row(9, "i"), row(8, "h")));

    assertThat(suspect.isUndecided()).isTrue();
    assertThat(suspect.isChanging()).isTrue();
    assertThat(suspect.differences()).isEmpty();
  }

  @Test
  void a_read_model_that_does_not_reach_the_first_version_of_the_owner_is_behind() {
    Suspect suspect = suspect(row(3, "c"), row(2, "b")).reread(pair(row(9, "i"), row(2, "b")));

    assertThat(suspect.isChanging()).isFalse();
    assertThat(suspect.differences())
        .containsExactly(new Difference(1, Kind.BEHIND, "version", "9", "2"));
  }

  @Test
  void a_read_model_whose_version_the_owner_does_not_reach_is_ahead() {
    Suspect suspect = suspect(row(3, "c"), row(5, "e")).reread(pair(row(4, "d"), row(5, "e")));

    assertThat(suspect.isChanging()).isFalse();
    assertThat(suspect.differences())
        .containsExactly(new Difference(1, Kind.AHEAD, "version", "4", "5"));
  }

  @Test
  void a_read_model_that_is_read_a_moment_later_may_have_a_newer_version() {
    Suspect suspect = suspect(row(3, "c"), row(4, "d")).reread(pair(row(6, "f"), row(7, "g")));

    assertThat(suspect.isChanging()).isTrue();
    assertThat(suspect.differences()).isEmpty();
  }

  @Test
  void a_row_that_does_not_arrive_is_missing() {
    Suspect suspect = suspect(row(1, "a"), null).reread(pair(row(1, "a"), null));

    assertThat(suspect.isUndecided()).isTrue();
    assertThat(suspect.differences())
        .containsExactly(new Difference(1, Kind.MISSING, "version", "1", null));
  }

  @Test
  void a_row_that_only_the_read_model_keeps_is_surplus() {
    Suspect suspect = suspect(null, row(2, "b")).reread(pair(null, row(2, "b")));

    assertThat(suspect.differences())
        .containsExactly(new Difference(1, Kind.SURPLUS, "version", null, "2"));
  }

  @Test
  void a_row_that_the_owner_removed_or_added_since_is_changing() {
    Suspect removed = suspect(row(2, "b"), row(1, "a")).reread(pair(null, row(2, "b")));
    Suspect added = suspect(null, row(1, "a")).reread(pair(row(2, "b"), row(1, "a")));

    assertThat(removed.isChanging()).isTrue();
    assertThat(removed.differences()).isEmpty();
    assertThat(added.isChanging()).isTrue();
    assertThat(added.differences()).isEmpty();
  }

  @Test
  void a_row_that_both_have_removed_is_equal() {
    Suspect suspect = suspect(null, row(1, "a")).reread(pair(null, null));

    assertThat(suspect.isUndecided()).isFalse();
    assertThat(suspect.differences()).isEmpty();
  }

  @Test
  void different_fields_of_the_same_version_are_a_permanent_difference() {
    Suspect suspect = suspect(row(2, "b"), row(2, null));

    assertThat(suspect.isUndecided()).isFalse();
    assertThat(suspect.differences())
        .containsExactly(new Difference(1, Kind.FIELD, "name", "b", null));
  }

  private static Suspect suspect(@Nullable AggregateRow owner, @Nullable AggregateRow copy) {
    return new Suspect(1, pair(owner, copy));
  }

  private static RowPair pair(@Nullable AggregateRow owner, @Nullable AggregateRow copy) {
    return new RowPair(owner, copy);
  }

  private static AggregateRow row(long version, @Nullable String name) {
    return RowsInMemory.row(1, version, name);
  }
}
