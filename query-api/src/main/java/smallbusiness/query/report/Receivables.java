package smallbusiness.query.report;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.query.cache.CachedResponse;
import smallbusiness.query.cache.ReadCache;
import smallbusiness.query.cache.ReadCaches;

/**
 * Amounts to be paid or paid back, by age. The report reads only invoices that are not settled,
 * which remain few as the history grows.
 */
@Component
class Receivables {

  /** Invoices of one kind and age. */
  @Schema(description = "Invoices that are not settled, of one kind and age")
  record Receivable(
      @Schema(
              description =
                  "UNPAID (not or partly paid), OVERPAID, or REFUND_DUE (cancelled, and"
                      + " money is held)",
              example = "UNPAID")
          String kind,
      @Schema(
              description =
                  "Minimum age of the order in days; the age class ends where the next one starts",
              example = "31")
          int fromDays,
      @Schema(example = "3") long invoices,
      @Schema(
              description = "Amount to be paid, or to be paid back for the other two kinds",
              example = "912.40")
          BigDecimal balance) {}

  private static final String BY_AGE =
      ReadCaches.reportSql(
          """
          select kind, from_days, count(*) as invoices, sum(balance) as balance
          from (
            select
              case when i.state in ('OPEN', 'PART_PAID') then 'UNPAID' else i.state end as kind,
              case when i.state = 'REFUND_DUE' then i.paid else abs(i.balance) end as balance,
              case
                when age.days > 90 then 91 when age.days > 60 then 61 when age.days > 30 then 31
                when age.days > 7 then 8 else 0 end as from_days
            from invoice i
            left join sales_order o on o.id = i.order_id
            cross join lateral (
              select cast(:today as date)
                - cast(coalesce(o.date, i.issued_at) at time zone 'UTC' as date) as days) age
            where i.state in ('OPEN', 'PART_PAID', 'OVERPAID', 'REFUND_DUE')) unsettled
          group by kind, from_days
          """,
          "kind desc, from_days");

  private final Clock clock;
  private final ReadCache<LocalDate, CachedResponse<List<Receivable>>> reads;

  Receivables(JdbcClient jdbc, Clock clock, ReadCaches caches) {
    this.clock = clock;
    this.reads = caches.reports(today -> jdbc.sql(BY_AGE).param("today", today), Receivable.class);
  }

  /** All kinds and ages that occur. */
  CachedResponse<List<Receivable>> byAge() {
    return reads.find(LocalDate.now(clock.withZone(ZoneOffset.UTC))).orElseThrow();
  }
}
