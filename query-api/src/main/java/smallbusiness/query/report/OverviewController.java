package smallbusiness.query.report;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import smallbusiness.query.cache.CachedResponse;
import smallbusiness.query.cache.ReadCache;
import smallbusiness.query.cache.ReadCaches;
import smallbusiness.query.cache.RowSource;
import smallbusiness.query.sql.RecordMapper;

/** The overview over HTTP, read in one statement, so that its numbers are consistent. */
@RestController
@Tag(name = "Reports", description = "Totals and rankings, fast however long the history")
class OverviewController {

  /** Days of cover below which stock is low. */
  private static final int LOW_STOCK_DAYS = 14;

  private static final String READ =
      """
      select %s as snapshot, cast(:today as date) as day, orders.*, to_ship.*, revenue.*, money.*,
        stock.*, orders_confirmed - orders_to_ship as orders_awaiting_payment,
        (select count(*) from (%s) l) as stock_low,
        (select count(*) from customer where not erased) as customers
      from
        (select
           coalesce(sum(orders) filter (where status = 'PLACED'), 0) as orders_placed,
           coalesce(sum(orders) filter (where status = 'CONFIRMED'), 0) as orders_confirmed,
           coalesce(sum(orders) filter (where status = 'SHIPPED'), 0) as orders_shipped,
           coalesce(sum(orders) filter (where status = 'REJECTED'), 0) as orders_rejected,
           coalesce(sum(orders) filter (where status = 'CANCELLED'), 0) as orders_cancelled
         from order_count) orders,
        (select count(*) as orders_to_ship
         from sales_order o join invoice i on i.order_id = o.id
         where o.status = 'CONFIRMED' and i.state in ('PAID', 'OVERPAID')) to_ship,
        (select
           coalesce(sum(revenue) filter (where day = :today), 0.00) as revenue_today,
           coalesce(sum(revenue) filter (where day = :yesterday), 0.00) as revenue_yesterday,
           coalesce(sum(revenue) filter (where day >= :month and day <= :today), 0.00)
             as revenue_this_month,
           coalesce(sum(revenue) filter (where day < :month), 0.00) as revenue_last_month,
           coalesce((select revenue from sales_total where subject = 'BUSINESS'), 0.00)
             as revenue_ever
         from sales_by_day
         where subject = 'BUSINESS' and subject_id = 0 and day between :last_month and :today
        ) revenue,
        (select
           coalesce(sum(invoices) filter (where state in ('OPEN', 'PART_PAID')), 0)
             as money_unpaid_invoices,
           coalesce(sum(amount - paid) filter (where state in ('OPEN', 'PART_PAID')), 0.00)
             as money_unpaid,
           coalesce(sum(invoices) filter (where state = 'OVERPAID'), 0)
             as money_overpaid_invoices,
           coalesce(sum(paid - amount) filter (where state = 'OVERPAID'), 0.00) as money_overpaid,
           coalesce(sum(invoices) filter (where state = 'REFUND_DUE'), 0) as money_refunds_due,
           coalesce(sum(paid) filter (where state = 'REFUND_DUE'), 0.00) as money_refund_due
         from invoice_count) money,
        (select count(*) as stock_items, coalesce(sum(quantity), 0) as stock_pieces,
           coalesce(sum(quantity * price), 0.00) as stock_value
         from item where not removed) stock
      """
          .formatted(RowSource.SNAPSHOT, StockReports.LOW);

  private static final RecordMapper<Overview> MAPPER = RecordMapper.of(Overview.class);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final ReadCache<LocalDate, CachedResponse<Overview>> reads;

  OverviewController(JdbcClient jdbc, Clock clock, ReadCaches caches) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.reads = caches.of(RowSource.oneByOne(this::read));
  }

  @GetMapping("/api/v1/overview")
  @Operation(summary = "Show the numbers that a shopkeeper looks at first")
  CachedResponse<Overview> overview(@RequestParam(required = false) @Nullable String fields) {
    return reads.find(LocalDate.now(clock.withZone(ZoneOffset.UTC))).orElseThrow();
  }

  private RowSource.Rows<LocalDate, Overview> read(LocalDate today) {
    LocalDate month = today.withDayOfMonth(1);
    return jdbc.sql(READ)
        .param("today", today)
        .param("yesterday", today.minusDays(1))
        .param("month", month)
        .param("last_month", month.minusMonths(1))
        .param("since", today.minusDays(StockReports.PACE_DAYS))
        .param("cover_days", LOW_STOCK_DAYS)
        .query(
            (row, index) ->
                new RowSource.Rows<>(
                    row.getString("snapshot"), Map.of(today, MAPPER.mapRow(row, index))))
        .single();
  }
}
