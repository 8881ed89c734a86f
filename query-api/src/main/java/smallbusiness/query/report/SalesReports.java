package smallbusiness.query.report;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.query.cache.CachedResponse;
import smallbusiness.query.cache.ReadCache;
import smallbusiness.query.cache.ReadCaches;

/**
 * Sales by day, item, customer and country. A report over all of history reads only the rows that
 * it shows; one over a period reads a row per day.
 */
@Component
class SalesReports {

  /** One day. */
  @Schema(description = "What was sold on one day")
  record DaySales(
      @Schema(description = "In UTC", example = "2026-03-14") LocalDate day,
      @Schema(example = "12") long orders,
      @Schema(description = "Pieces", example = "57") long units,
      @Schema(example = "4310.50") BigDecimal revenue) {}

  /** One item. */
  @Schema(description = "What was sold of one item")
  record ItemSales(
      @Schema(example = "7") long itemId,
      @Schema(description = "Null until Warehouse has published the item") @Nullable String name,
      @Nullable String countryOfOrigin,
      @Schema(description = "Orders that name it", example = "17") long orders,
      @Schema(description = "Pieces", example = "31") long units,
      @Schema(example = "7719.00") BigDecimal revenue) {}

  /** One customer. */
  @Schema(description = "What one customer bought")
  record CustomerSales(
      @Schema(example = "9") long customerId,
      @Schema(description = "Null if not described, or erased") @Nullable String name,
      @Nullable String country,
      @Schema(example = "4") long orders,
      @Schema(description = "Pieces", example = "11") long units,
      @Schema(example = "1380.50") BigDecimal revenue) {}

  /** One country. */
  @Schema(description = "What the customers of one country bought")
  record CountrySales(
      @Schema(description = "Null for customers who are not described") @Nullable String country,
      @Schema(description = "Customers who bought", example = "6") long customers,
      @Schema(example = "40") long orders,
      @Schema(description = "Pieces", example = "180") long units,
      @Schema(example = "12900.00") BigDecimal revenue) {}

  private static final String DAYS =
      ReadCaches.reportSql(
          """
          select day, orders, units, revenue from sales_by_day
          where subject = 'BUSINESS' and subject_id = 0 and day between :first and :last
            and orders > 0
          """,
          "day");

  private static final String IN_PERIOD =
      """
      (select subject_id, sum(orders) as orders, sum(units) as units, sum(revenue) as revenue
       from sales_by_day where subject = :subject and day between :first and :last
       group by subject_id)\
      """;

  private static final String EVER =
      "(select subject_id, orders, units, revenue from sales_total where subject = :subject)";

  /** Selects the best rows first, so that only these are joined. */
  private static final String BEST =
      """
      (select * from %s every where orders > 0
       order by revenue desc, subject_id limit :limit)\
      """;

  private static final String ITEMS =
      ReadCaches.reportSql(
          """
          select s.subject_id as item_id, i.name, i.country_of_origin, s.orders, s.units, s.revenue
          from %s s left join item i on i.id = s.subject_id
          """
              .formatted(BEST),
          "revenue desc, item_id");

  private static final String CUSTOMERS =
      ReadCaches.reportSql(
          """
          select s.subject_id as customer_id, c.name, c.country, s.orders, s.units, s.revenue
          from %s s left join customer c on c.id = s.subject_id
          """
              .formatted(BEST),
          "revenue desc, customer_id");

  private static final String COUNTRIES =
      ReadCaches.reportSql(
          """
          select c.country, count(*) as customers, sum(s.orders) as orders, sum(s.units) as units,
            sum(s.revenue) as revenue
          from %s s left join customer c on c.id = s.subject_id
          where s.orders > 0 group by c.country order by revenue desc, c.country limit :limit
          """,
          "revenue desc, country");

  /** The best rows of a period. */
  private record Best(Period period, int limit) {}

  private final JdbcClient jdbc;
  private final ReadCache<Period, CachedResponse<List<DaySales>>> days;
  private final ReadCache<Best, CachedResponse<List<ItemSales>>> items;
  private final ReadCache<Best, CachedResponse<List<CustomerSales>>> customers;
  private final ReadCache<Best, CachedResponse<List<CountrySales>>> countries;

  SalesReports(JdbcClient jdbc, ReadCaches caches) {
    this.jdbc = jdbc;
    this.days =
        caches.reports(
            period -> jdbc.sql(DAYS).param("first", period.first()).param("last", period.last()),
            DaySales.class);
    this.items = caches.reports(best -> of(ITEMS, "ITEM", best), ItemSales.class);
    this.customers = caches.reports(best -> of(CUSTOMERS, "CUSTOMER", best), CustomerSales.class);
    this.countries = caches.reports(best -> of(COUNTRIES, "CUSTOMER", best), CountrySales.class);
  }

  /** Days with sales, in ascending order. */
  CachedResponse<List<DaySales>> days(Period period) {
    return days.find(period).orElseThrow();
  }

  /** Items, best first. */
  CachedResponse<List<ItemSales>> items(Period period, int limit) {
    return items.find(new Best(period, limit)).orElseThrow();
  }

  /** Customers, best first. */
  CachedResponse<List<CustomerSales>> customers(Period period, int limit) {
    return customers.find(new Best(period, limit)).orElseThrow();
  }

  /** Countries of customers, best first. */
  CachedResponse<List<CountrySales>> countries(Period period, int limit) {
    return countries.find(new Best(period, limit)).orElseThrow();
  }

  private JdbcClient.StatementSpec of(String sql, String subject, Best best) {
    Period period = best.period();
    JdbcClient.StatementSpec statement =
        jdbc.sql(sql.formatted(period.isWhole() ? EVER : IN_PERIOD))
            .param("subject", subject)
            .param("limit", best.limit());
    return period.isWhole()
        ? statement
        : statement.param("first", period.first()).param("last", period.last());
  }
}
