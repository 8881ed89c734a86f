package smallbusiness.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a session goes on, tried on a log in memory. */
class ResumptionTest {

  private static final UUID EPOCH = UUID.fromString("5b0f6f39-62b0-4a3c-9d62-7a0a6e4a51aa");

  private static final UUID EVENT = UUID.fromString("0190f6a3-0000-7000-8000-000000000001");

  @Test
  void without_a_position_everything_is_new() {
    Resumption resumption = new Resumption(EPOCH, 100, null);

    assertThat(resumption.next(row(7, null, 150))).isEqualTo(position(100, 7, 0, 150));
    assertThat(resumption.next(row(7, null, 160))).isEqualTo(position(100, 7, 1, 160));
    assertThat(resumption.next(row(8, 170L, 180))).isEqualTo(position(170, 8, 0, 180));
  }

  @Test
  void rows_up_to_the_position_are_dropped() {
    Resumption resumption = new Resumption(EPOCH, 100, position(170, 8, 0, 180));

    assertThat(resumption.next(row(7, null, 150))).isNull();
    assertThat(resumption.isSearching()).isTrue();
    assertThat(resumption.next(row(8, 170L, 180))).isNull();
    assertThat(resumption.isSearching()).isFalse();
    assertThat(resumption.next(row(8, 170L, 190))).isNotNull();
  }

  @Test
  void a_position_of_another_epoch_means_nothing() {
    Position foreign = new Position(UUID.randomUUID(), 170, 8, 0, 180, EVENT, 0);

    assertThat(new Resumption(EPOCH, 100, foreign).next(row(8, null, 180))).isNotNull();
  }

  @Test
  void a_slot_past_the_last_published_row_is_a_gap() {
    assertThatThrownBy(() -> new Resumption(EPOCH, 200, position(170, 8, 0, 180)))
        .isInstanceOf(LogGapException.class);
  }

  @Test
  void a_log_without_the_published_row_is_a_gap() {
    Resumption resumption = new Resumption(EPOCH, 100, position(170, 8, 0, 180));

    assertThatThrownBy(() -> resumption.next(row(9, 190L, 200)))
        .isInstanceOf(LogGapException.class);
  }

  @Test
  void another_row_in_the_published_row_s_place_is_a_gap() {
    Resumption resumption = new Resumption(EPOCH, 100, position(170, 8, 0, 180));

    assertThatThrownBy(() -> resumption.next(row(8, 170L, 181)))
        .isInstanceOf(LogGapException.class);
  }

  @Test
  void another_event_in_the_published_row_s_place_is_a_gap() {
    Resumption searching = new Resumption(EPOCH, 100, position(170, 8, 0, 180));
    assertThatThrownBy(() -> searching.next(row(8, 170L, 180, UUID.randomUUID())))
        .isInstanceOf(LogGapException.class);

    Resumption first = new Resumption(EPOCH, 175, position(170, 8, 0, 180));
    assertThatThrownBy(() -> first.next(row(8, null, 180, UUID.randomUUID())))
        .isInstanceOf(LogGapException.class);
  }

  @Test
  void a_position_of_another_format_is_none() {
    assertThat(Position.parse("1 " + EPOCH + " 0/64 8 0 0/65 0")).isNull();
  }

  @Test
  void a_position_survives_being_written_down() {
    Position position = new Position(EPOCH, 0x1_0000_00FFL, 7, 3, 0x1_0000_0100L, EVENT, 42);

    assertThat(Position.parse(position.text())).isEqualTo(position);
  }

  /** Crashes after any row, acknowledgements lost or not: all rows come out once and in order. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void however_often_it_is_interrupted_each_row_is_published_once(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Log log = new Log(random);
    List<Long> published = new ArrayList<>();
    Position last = null;
    long confirmed = 0;
    for (int session = 0; session < 300; session++) {
      Resumption resumption = new Resumption(EPOCH, confirmed, last);
      int rows = random.nextInt(40);
      for (Row row : log.from(confirmed)) {
        if (rows-- == 0) {
          break;
        }
        Position next = resumption.next(row);
        if (next != null) {
          published.add(row.lsn());
          last = next;
        }
        if (!resumption.isSearching() && random.nextInt(3) == 0) {
          confirmed = Math.max(confirmed, row.floor() == null ? row.lsn() : row.floor());
        }
      }
    }
    List<Long> all = log.from(0).stream().map(Row::lsn).toList();
    assertThat(published).isNotEmpty().isEqualTo(all.subList(0, published.size()));
  }

  /** Transactions in commit order whose rows lie interleaved, as the server delivers them. */
  private static final class Log {

    private final List<List<Long>> transactions = new ArrayList<>();
    private final List<Long> ends = new ArrayList<>();

    Log(SplittableRandom random) {
      long place = 1;
      List<List<Long>> open = new ArrayList<>();
      for (int step = 0; step < 6_000; step++) {
        place += 1 + random.nextInt(5);
        int choice = random.nextInt(10);
        if (open.isEmpty() || (choice < 2 && open.size() < 5)) {
          open.add(new ArrayList<>(List.of(place)));
        } else if (choice < 7) {
          open.get(random.nextInt(open.size())).add(place);
        } else {
          transactions.add(open.remove(random.nextInt(open.size())));
          ends.add(place);
        }
      }
    }

    /** What a session sees: whole transactions that ended after the confirmed place. */
    List<Row> from(long confirmed) {
      List<Row> rows = new ArrayList<>();
      Long floor = null;
      for (int number = 0; number < transactions.size(); number++) {
        if (ends.get(number) > confirmed) {
          for (long place : transactions.get(number)) {
            rows.add(row(number, floor, place));
          }
          floor = ends.get(number);
        }
      }
      return rows;
    }
  }

  private static Position position(long floor, long transaction, long index, long lsn) {
    return new Position(EPOCH, floor, transaction, index, lsn, EVENT, 0);
  }

  private static Row row(long transaction, @Nullable Long floor, long lsn) {
    return row(transaction, floor, lsn, EVENT);
  }

  private static Row row(long transaction, @Nullable Long floor, long lsn, UUID event) {
    return new Row(0, "t", "k", 1, "type", event, null, new byte[0], transaction, floor, lsn);
  }
}
