package smallbusiness.query.report;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.query.cache.CachedResponse;
import smallbusiness.query.cache.ReadCache;
import smallbusiness.query.cache.ReadCaches;

/** The value of the stock, and what is low. */
@Component
class StockReports {

  /** Days over which the pace of sales is measured. */
  static final int PACE_DAYS = 30;

  /** An item and how long its stock will last. */
  @Schema(description = "An item that is low in stock for the pace at which it sells")
  record LowStock(
      @Schema(example = "7") long itemId,
      @Schema(example = "Oak table") String name,
      @Schema(example = "Portugal") String countryOfOrigin,
      @Schema(description = "Pieces that can be ordered", example = "3") long available,
      @Schema(description = "Pieces sold in the last 30 days", example = "15") long soldRecently,
      @Schema(
              description = "Days until none is left at this pace; null if it does not sell",
              example = "6.0")
          @Nullable BigDecimal daysOfCover) {}

  /** What the stock of an item is worth. */
  @Schema(description = "What the stock of an item is worth at its list price")
  record Valuation(
      @Schema(example = "7") long itemId,
      @Schema(example = "Oak table") String name,
      @Schema(example = "Portugal") String countryOfOrigin,
      @Schema(description = "Pieces on hand", example = "12") long quantity,
      @Schema(example = "249.00") BigDecimal price,
      @Schema(description = "Quantity times price", example = "2988.00") BigDecimal value) {}

  /** Items that are out of stock, or will be within {@code :cover_days} at the pace of sales. */
  static final String LOW =
      """
      select i.id as item_id, i.name, i.country_of_origin, i.quantity - i.reserved as available,
        coalesce(recent.units, 0) as sold_recently,
        round((i.quantity - i.reserved) * 30.0 / nullif(recent.units, 0), 1) as days_of_cover
      from item i
      left join (
        select subject_id, sum(units) as units from sales_by_day
        where subject = 'ITEM' and day > :since group by subject_id) recent
        on recent.subject_id = i.id
      where not i.removed
        and (i.quantity - i.reserved = 0
          or (i.quantity - i.reserved) * 30.0 < :cover_days * recent.units)
      """;

  private static final String VALUATION =
      ReadCaches.reportSql(
          """
          select id as item_id, name, country_of_origin, quantity, price, quantity * price as value
          from item where not removed and quantity > 0 order by value desc, id limit :limit
          """,
          "value desc, item_id");

  private static final String MOST_URGENT =
      ReadCaches.reportSql(
          LOW + " order by days_of_cover nulls first, i.id limit :limit",
          "days_of_cover nulls first, item_id");

  /** Items that will be out of stock within a number of days from today. */
  private record Low(LocalDate today, int coverDays, int limit) {}

  private final Clock clock;
  private final ReadCache<Low, CachedResponse<List<LowStock>>> low;
  private final ReadCache<Integer, CachedResponse<List<Valuation>>> valuations;

  StockReports(JdbcClient jdbc, Clock clock, ReadCaches caches) {
    this.clock = clock;
    this.low =
        caches.reports(
            wanted ->
                jdbc.sql(MOST_URGENT)
                    .param("since", wanted.today().minusDays(PACE_DAYS))
                    .param("cover_days", wanted.coverDays())
                    .param("limit", wanted.limit()),
            LowStock.class);
    this.valuations =
        caches.reports(limit -> jdbc.sql(VALUATION).param("limit", limit), Valuation.class);
  }

  /** Items that will be out of stock within a number of days, most urgent first. */
  CachedResponse<List<LowStock>> low(int coverDays, int limit) {
    LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
    return low.find(new Low(today, coverDays, limit)).orElseThrow();
  }

  /** Items by the value of their stock, most valuable first. */
  CachedResponse<List<Valuation>> valuation(int limit) {
    return valuations.find(limit).orElseThrow();
  }
}
