package smallbusiness.query.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A table's statements follow from the record of its rows. */
class TableTest {

  record Parcel(
      long parcelId, long version, BigDecimal weight, List<String> labels, Instant sentAt) {}

  record Count(String state, long parcels) {

    Count plus(Count other) {
      return new Count(state, parcels + other.parcels);
    }
  }

  private static final String NEW_PARCELS =
      "unnest(:parcel_parcel_id::bigint[], :parcel_version::bigint[], :parcel_weight::numeric[],"
          + " :parcel_labels::jsonb[], :parcel_sent_at::timestamptz[])"
          + " as new_row (parcel_id, version, weight, labels, sent_at)";

  @Test
  void a_row_replaces_the_stored_row_only_if_it_is_newer() {
    assertThat(Table.of("parcel", Parcel.class, "parcel_id").upsert())
        .isEqualTo(
            "insert into parcel as t (parcel_id, version, weight, labels, sent_at) select * from "
                + NEW_PARCELS
                + " on conflict (parcel_id) do update set version = excluded.version,"
                + " weight = excluded.weight, labels = excluded.labels,"
                + " sent_at = excluded.sent_at where excluded.version > t.version");
  }

  @Test
  void a_column_can_keep_its_first_value_or_its_last_one_that_is_not_absent() {
    Table<Parcel> table =
        Table.of("parcel", Parcel.class, "parcel_id")
            .keeping("weight")
            .keepingIfAbsent("labels")
            .keepingIfAbsent("sent_at");

    assertThat(table.upsert())
        .contains(
            " weight = t.weight,"
                + " labels = case excluded.labels when '[]' then t.labels else excluded.labels end,"
                + " sent_at = coalesce(excluded.sent_at, t.sent_at) where");
  }

  @Test
  void counters_are_added_to_the_stored_ones() {
    assertThat(Table.ofCounters("parcel_count", Count.class, "state").upsert())
        .endsWith(" on conflict (state) do update set parcels = t.parcels + excluded.parcels");
  }

  @Test
  void changes_of_the_same_counter_are_added_up_before_they_are_written() {
    Deltas<Count> deltas = new Deltas<>(Comparator.comparing(Count::state), Count::plus);

    deltas.add(new Count("SENT", 1));
    deltas.add(new Count("LOST", 1));
    deltas.add(new Count("SENT", -3));

    assertThat(deltas.rows()).containsExactly(new Count("LOST", 1), new Count("SENT", -2));
  }
}
