package smallbusiness.query.report;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.query.cache.CachedResponse;
import smallbusiness.query.cache.ReadCache;
import smallbusiness.query.cache.ReadCaches;
import smallbusiness.query.cache.RowSource;

/** Reads the overview in one statement, so that its numbers fit together. */
@Component
class Overviews {

  /** Cover under which an item counts as low, in days. */
  private static final int LOW_STOCK_DAYS = 14;

  private static final String READ =
      """
      select %s as snapshot, orders.*, revenue.*, money.*, stock.*, low.low,
        (select count(*) from customer where not erased) as customers,
        (select count(*) from sales_order o join invoice i on i.order_id = o.id
         where o.status = 'CONFIRMED' and i.state in ('PAID', 'OVERPAID')) as to_ship
      from
        (select
           coalesce(sum(orders) filter (where status = 'PLACED'), 0) as placed,
           coalesce(sum(orders) filter (where status = 'CONFIRMED'), 0) as confirmed,
           coalesce(sum(orders) filter (where status = 'SHIPPED'), 0) as shipped,
           coalesce(sum(orders) filter (where status = 'REJECTED'), 0) as rejected,
           coalesce(sum(orders) filter (where status = 'CANCELLED'), 0) as cancelled
         from order_count) orders,
        (select
           coalesce(sum(revenue) filter (where day = :today), 0.00) as today,
           coalesce(sum(revenue) filter (where day = :yesterday), 0.00) as yesterday,
           coalesce(sum(revenue) filter (where day >= :month and day <= :today), 0.00)
             as this_month,
           coalesce(sum(revenue) filter (where day < :month), 0.00) as last_month,
           coalesce((select revenue from sales_total where subject = 'BUSINESS'), 0.00) as ever
         from sales_by_day
         where subject = 'BUSINESS' and subject_id = 0 and day between :last_month and :today
        ) revenue,
        (select
           coalesce(sum(invoices) filter (where state in ('OPEN', 'PART_PAID')), 0)
             as unpaid_invoices,
           coalesce(sum(amount - paid) filter (where state in ('OPEN', 'PART_PAID')), 0.00)
             as unpaid,
           coalesce(sum(invoices) filter (where state = 'OVERPAID'), 0) as overpaid_invoices,
           coalesce(sum(paid - amount) filter (where state = 'OVERPAID'), 0.00) as overpaid,
           coalesce(sum(invoices) filter (where state = 'REFUND_DUE'), 0) as refunds_due,
           coalesce(sum(paid) filter (where state = 'REFUND_DUE'), 0.00) as refund_due
         from invoice_count) money,
        (select count(*) as items, coalesce(sum(quantity), 0) as pieces,
           coalesce(sum(quantity * price), 0.00) as value
         from item where not removed) stock,
        (select count(*) as low from (%s) l) low
      """
          .formatted(RowSource.SNAPSHOT, StockReports.LOW);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final ReadCache<LocalDate, CachedResponse<Overview>> reads;

  Overviews(JdbcClient jdbc, Clock clock, ReadCaches caches) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.reads = caches.of(RowSource.oneByOne(this::read));
  }

  CachedResponse<Overview> read() {
    return reads.find(LocalDate.now(clock.withZone(ZoneOffset.UTC))).orElseThrow();
  }

  private RowSource.Rows<LocalDate, Overview> read(LocalDate today) {
    LocalDate month = today.withDayOfMonth(1);
    return jdbc.sql(READ)
        .param("today", today)
        .param("yesterday", today.minusDays(1))
        .param("month", month)
        .param("last_month", month.minusMonths(1))
        .param("since", today.minusDays(30))
        .param("cover_days", LOW_STOCK_DAYS)
        .query(
            (row, index) ->
                new RowSource.Rows<>(row.getString("snapshot"), Map.of(today, read(row, today))))
        .single();
  }

  private static Overview read(ResultSet row, LocalDate today) throws SQLException {
    long confirmed = row.getLong("confirmed");
    long toShip = row.getLong("to_ship");
    return new Overview(
        today,
        new Overview.OrderCounts(
            row.getLong("placed"),
            confirmed,
            confirmed - toShip,
            toShip,
            row.getLong("shipped"),
            row.getLong("rejected"),
            row.getLong("cancelled")),
        new Overview.Revenue(
            money(row, "today"),
            money(row, "yesterday"),
            money(row, "this_month"),
            money(row, "last_month"),
            money(row, "ever")),
        new Overview.Money(
            row.getLong("unpaid_invoices"),
            money(row, "unpaid"),
            row.getLong("overpaid_invoices"),
            money(row, "overpaid"),
            row.getLong("refunds_due"),
            money(row, "refund_due")),
        new Overview.Stock(
            row.getLong("items"), row.getLong("pieces"), money(row, "value"), row.getLong("low")),
        row.getLong("customers"));
  }

  private static BigDecimal money(ResultSet row, String column) throws SQLException {
    return row.getBigDecimal(column);
  }
}
