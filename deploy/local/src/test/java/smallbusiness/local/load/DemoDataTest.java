package smallbusiness.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoDataTest {

  private static final Instant NEXT_YEAR = Instant.parse("2027-08-14T00:30:00Z");

  @TempDir Path temporary;

  private Path folder = Path.of("demo");

  @BeforeEach
  void place() {
    folder = temporary.resolve("demo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2027-08-14T00:30:00Z", "2026-03-31T23:59:59Z", "2025-01-01T00:00:00Z"})
  void its_last_day_is_yesterday(String today) throws IOException {
    Instant now = Instant.parse(today);
    DemoData.writeOnce(folder, Clock.fixed(now, ZoneOffset.UTC));

    List<Instant> dates = new ArrayList<>();
    for (String file : List.of("orders.csv", "transactions.csv")) {
      rows(file).forEach(row -> dates.add(row.date("date").orElseThrow()));
    }

    Instant latest = dates.stream().max(Instant::compareTo).orElseThrow();
    assertThat(latest).isBefore(now).isAfter(now.minus(Duration.ofDays(2)));
  }

  @Test
  void a_second_start_does_not_move_the_dates() throws IOException {
    DemoData.writeOnce(folder, Clock.fixed(NEXT_YEAR, ZoneOffset.UTC));
    List<CsvRow> before = rows("orders.csv");

    DemoData.writeOnce(folder, Clock.fixed(NEXT_YEAR.plus(Duration.ofDays(9)), ZoneOffset.UTC));

    assertThat(rows("orders.csv")).isEqualTo(before);
  }

  @Test
  void all_references_are_valid() throws IOException {
    DemoData.writeOnce(folder, Clock.fixed(NEXT_YEAR, ZoneOffset.UTC));
    Set<String> items = column("items.csv", "ref");
    Set<String> orders = column("orders.csv", "ref");

    assertThat(items).hasSize(60);
    assertThat(orders).hasSize(400);
    assertThat(column("customers.csv", "id"))
        .hasSize(30)
        .containsAll(column("orders.csv", "customer_id"));
    assertThat(column("order_lines.csv", "order_ref")).isEqualTo(orders);
    assertThat(items).containsAll(column("order_lines.csv", "item_ref"));
    assertThat(orders)
        .containsAll(column("transactions.csv", "order_ref"))
        .containsAll(column("cancellations.csv", "order_ref"));
  }

  @Test
  void it_has_orders_in_all_payment_states() throws IOException {
    DemoData.writeOnce(folder, Clock.fixed(NEXT_YEAR, ZoneOffset.UTC));
    Map<String, BigDecimal> due = new HashMap<>();
    rows("order_lines.csv")
        .forEach(
            row ->
                due.merge(
                    row.text("order_ref"),
                    row.decimal("price").multiply(row.decimal("quantity")),
                    BigDecimal::add));
    Map<String, BigDecimal> paid = new HashMap<>();
    rows("transactions.csv")
        .forEach(
            row -> paid.merge(row.text("order_ref"), row.decimal("order_sum"), BigDecimal::add));
    Set<String> states = new HashSet<>();
    due.forEach(
        (order, sum) -> {
          BigDecimal got = paid.getOrDefault(order, BigDecimal.ZERO);
          states.add(got.signum() == 0 ? "unpaid" : "paid " + Integer.signum(got.compareTo(sum)));
        });

    assertThat(states).containsExactlyInAnyOrder("unpaid", "paid -1", "paid 0", "paid 1");
  }

  private Set<String> column(String file, String column) {
    Set<String> values = new HashSet<>();
    rows(file).forEach(row -> values.add(row.text(column)));
    return values;
  }

  private List<CsvRow> rows(String file) {
    List<CsvRow> rows = new ArrayList<>();
    new CsvFile(folder.resolve(file), List.of())
        .read(
            rows::add,
            bad -> {
              throw bad;
            });
    return rows;
  }
}
