package smallbusiness.messaging.relay.session;

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
import smallbusiness.messaging.relay.engine.LogRow;
import smallbusiness.messaging.relay.publish.OutboxRow;
import smallbusiness.messaging.relay.publish.RelayPosition;

/** Where a session resumes, on a log in memory. */
class ReplayFilterTest {

  private static final UUID EPOCH = UUID.fromString("5b0f6f39-62b0-4a3c-9d62-7a0a6e4a51aa");

  private static final UUID EVENT = UUID.fromString("0190f6a3-0000-7000-8000-000000000001");

  @Test
  void without_a_position_every_row_is_new() {
    ReplayFilter filter = new ReplayFilter(EPOCH, 100, null);

    assertThat(filter.next(row(7, null, 150))).isEqualTo(position(100, 7, 0, 150));
    assertThat(filter.next(row(7, null, 160))).isEqualTo(position(100, 7, 1, 160));
    assertThat(filter.next(row(8, 170L, 180))).isEqualTo(position(170, 8, 0, 180));
  }

  @Test
  void rows_up_to_the_position_are_dropped() {
    ReplayFilter filter = new ReplayFilter(EPOCH, 100, position(170, 8, 0, 180));

    assertThat(filter.next(row(7, null, 150))).isNull();
    assertThat(filter.isSearching()).isTrue();
    assertThat(filter.next(row(8, 170L, 180))).isNull();
    assertThat(filter.isSearching()).isFalse();
    assertThat(filter.next(row(8, 170L, 190))).isNotNull();
  }

  @Test
  void a_position_of_another_epoch_is_ignored() {
    RelayPosition other = new RelayPosition(UUID.randomUUID(), 170, 8, 0, 180, EVENT, 0);

    assertThat(new ReplayFilter(EPOCH, 100, other).next(row(8, null, 180))).isNotNull();
  }

  @Test
  void a_slot_past_the_last_published_row_is_a_gap() {
    assertThatThrownBy(() -> new ReplayFilter(EPOCH, 200, position(170, 8, 0, 180)))
        .isInstanceOf(LogGapException.class);
  }

  @Test
  void a_log_without_the_published_row_is_a_gap() {
    ReplayFilter filter = new ReplayFilter(EPOCH, 100, position(170, 8, 0, 180));

    assertThatThrownBy(() -> filter.next(row(9, 190L, 200))).isInstanceOf(LogGapException.class);
  }

  @Test
  void another_row_in_place_of_the_published_one_is_a_gap() {
    ReplayFilter filter = new ReplayFilter(EPOCH, 100, position(170, 8, 0, 180));

    assertThatThrownBy(() -> filter.next(row(8, 170L, 181))).isInstanceOf(LogGapException.class);
  }

  @Test
  void another_event_in_place_of_the_published_one_is_a_gap() {
    ReplayFilter searching = new ReplayFilter(EPOCH, 100, position(170, 8, 0, 180));
    assertThatThrownBy(() -> searching.next(row(8, 170L, 180, UUID.randomUUID())))
        .isInstanceOf(LogGapException.class);

    ReplayFilter first = new ReplayFilter(EPOCH, 175, position(170, 8, 0, 180));
    assertThatThrownBy(() -> first.next(row(8, null, 180, UUID.randomUUID())))
        .isInstanceOf(LogGapException.class);
  }

  /** Crashes after any row, with or without lost acknowledgements. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void each_row_is_published_once_however_often_sessions_are_interrupted(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Log log = new Log(random);
    List<Long> published = new ArrayList<>();
    RelayPosition last = null;
    long confirmed = 0;
    for (int session = 0; session < 300; session++) {
      ReplayFilter filter = new ReplayFilter(EPOCH, confirmed, last);
      int rows = random.nextInt(40);
      for (LogRow row : log.from(confirmed)) {
        if (rows-- == 0) {
          break;
        }
        RelayPosition next = filter.next(row);
        if (next != null) {
          published.add(row.lsn());
          last = next;
        }
        if (!filter.isSearching() && random.nextInt(3) == 0) {
          confirmed = Math.max(confirmed, row.floor() == null ? row.lsn() : row.floor());
        }
      }
    }
    List<Long> all = log.from(0).stream().map(LogRow::lsn).toList();
    assertThat(published).isNotEmpty().isEqualTo(all.subList(0, published.size()));
  }

  /** Transactions in commit order whose rows are interleaved in the log. */
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

    /** What the server delivers: whole transactions that ended after the confirmed place. */
    List<LogRow> from(long confirmed) {
      List<LogRow> rows = new ArrayList<>();
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

  private static RelayPosition position(long floor, long transaction, long index, long lsn) {
    return new RelayPosition(EPOCH, floor, transaction, index, lsn, EVENT, 0);
  }

  private static LogRow row(long transaction, @Nullable Long floor, long lsn) {
    return row(transaction, floor, lsn, EVENT);
  }

  private static LogRow row(long transaction, @Nullable Long floor, long lsn, UUID event) {
    OutboxRow row = new OutboxRow(0, "t", "k", 1, "type", event, null, new byte[0]);
    return new LogRow(row, transaction, floor, lsn);
  }
}
