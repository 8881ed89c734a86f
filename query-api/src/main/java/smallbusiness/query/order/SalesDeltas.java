package smallbusiness.query.order;

import static smallbusiness.query.sql.ArrayParameter.dates;
import static smallbusiness.query.sql.ArrayParameter.decimals;
import static smallbusiness.query.sql.ArrayParameter.longs;
import static smallbusiness.query.sql.ArrayParameter.texts;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * By how much a batch of events changes what is sold, of the whole business, of each item and to
 * each customer, in all and by day.
 */
final class SalesDeltas {

  private static final String ADD =
      """
      with change as (
        select * from unnest(
          :subject::text[], :subject_id::bigint[], :day::date[], :orders::bigint[],
          :units::bigint[], :revenue::numeric[])
          as change (subject, subject_id, day, orders, units, revenue)
      ), by_day as (
        insert into sales_by_day as t (subject, subject_id, day, orders, units, revenue)
        select * from change
        on conflict (subject, subject_id, day) do update set
          orders = t.orders + excluded.orders,
          units = t.units + excluded.units,
          revenue = t.revenue + excluded.revenue
      )
      insert into sales_total as t (subject, subject_id, orders, units, revenue)
      select subject, subject_id, sum(orders), sum(units), sum(revenue)
      from change
      group by subject, subject_id
      order by subject, subject_id
      on conflict (subject, subject_id) do update set
        orders = t.orders + excluded.orders,
        units = t.units + excluded.units,
        revenue = t.revenue + excluded.revenue
      """;

  /** Of whom or what the sales are; the whole business has number 0. */
  private enum Subject {
    BUSINESS,
    CUSTOMER,
    ITEM
  }

  private record Key(Subject subject, long id, LocalDate day) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::subject).thenComparingLong(Key::id).thenComparing(Key::day);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private record Amount(long orders, long units, BigDecimal revenue) {

    Amount plus(Amount other) {
      return new Amount(orders + other.orders, units + other.units, revenue.add(other.revenue));
    }

    Amount times(int sign) {
      return new Amount(orders * sign, units * sign, revenue.multiply(BigDecimal.valueOf(sign)));
    }
  }

  private final Map<Key, Amount> changes = new TreeMap<>();

  /**
   * The order became another.
   *
   * @param before what was known of it; null when nothing was
   */
  void change(@Nullable OrderHead before, OrderRow after) {
    if (before == null) {
      count(after.head(), after.lines(), 1);
    } else if (!before.sellsLike(after.head())) {
      count(before, after.lines(), -1);
      count(after.head(), after.lines(), 1);
    }
  }

  void write(JdbcClient jdbc) {
    changes.values().removeIf(amount -> amount.orders() == 0 && isNothing(amount));
    if (changes.isEmpty()) {
      return;
    }
    Set<Map.Entry<Key, Amount>> rows = changes.entrySet();
    jdbc.sql(ADD)
        .param("subject", texts(rows, row -> row.getKey().subject().name()))
        .param("subject_id", longs(rows, row -> row.getKey().id()))
        .param("day", dates(rows, row -> row.getKey().day()))
        .param("orders", longs(rows, row -> row.getValue().orders()))
        .param("units", longs(rows, row -> row.getValue().units()))
        .param("revenue", decimals(rows, row -> row.getValue().revenue()))
        .update();
  }

  private static boolean isNothing(Amount amount) {
    return amount.units() == 0 && amount.revenue().signum() == 0;
  }

  private void count(OrderHead order, List<Line> lines, int sign) {
    if (!order.isSold()) {
      return;
    }
    long units = lines.stream().mapToLong(Line::quantity).sum();
    Amount whole = new Amount(1, units, order.total()).times(sign);
    count(Subject.BUSINESS, 0, order, whole);
    count(Subject.CUSTOMER, order.customerId(), order, whole);
    for (Line line : lines) {
      Amount part = new Amount(1, line.quantity(), line.amount()).times(sign);
      count(Subject.ITEM, line.itemId(), order, part);
    }
  }

  private void count(Subject subject, long id, OrderHead order, Amount amount) {
    changes.merge(new Key(subject, id, order.day()), amount, Amount::plus);
  }
}
