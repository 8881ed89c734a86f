package smallbusiness.query.report;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was sold, by day, item, customer and country. Over all of history a report reads one row for
 * each that it shows; over a period, one for each day within it.
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
      @Schema(description = "Null while Warehouse has not told of the item") @Nullable String name,
      @Nullable String countryOfOrigin,
      @Schema(description = "Orders that name it", example = "17") long orders,
      @Schema(description = "Pieces", example = "31") long units,
      @Schema(example = "7719.00") BigDecimal revenue) {}

  /** One customer. */
  @Schema(description = "What one customer bought")
  record CustomerSales(
      @Schema(example = "9") long customerId,
      @Schema(description = "Null when not described, or erased") @Nullable String name,
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
      """
      select day, orders, units, revenue from sales_by_day
      where subject = 'BUSINESS' and subject_id = 0 and day between :first and :last and orders > 0
      order by day
      """;

  private static final String IN_PERIOD =
      """
      (select subject_id, sum(orders) as orders, sum(units) as units, sum(revenue) as revenue
       from sales_by_day where subject = :subject and day between :first and :last
       group by subject_id)""";

  private static final String EVER =
      "(select subject_id, orders, units, revenue from sales_total where subject = :subject)";

  private static final String ITEMS =
      """
      select s.subject_id as item_id, i.name, i.country_of_origin, s.orders, s.units, s.revenue
      from %s s left join item i on i.id = s.subject_id
      where s.orders > 0 order by s.revenue desc, s.subject_id limit :limit
      """;

  private static final String CUSTOMERS =
      """
      select s.subject_id as customer_id, c.name, c.country, s.orders, s.units, s.revenue
      from %s s left join customer c on c.id = s.subject_id
      where s.orders > 0 order by s.revenue desc, s.subject_id limit :limit
      """;

  private static final String COUNTRIES =
      """
      select c.country, count(*) as customers, sum(s.orders) as orders, sum(s.units) as units,
        sum(s.revenue) as revenue
      from %s s left join customer c on c.id = s.subject_id
      where s.orders > 0 group by c.country order by revenue desc, c.country limit :limit
      """;

  private final JdbcClient jdbc;

  SalesReports(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Days on which something was sold, in their order. */
  List<DaySales> days(Period period) {
    return jdbc.sql(DAYS)
        .param("first", period.first())
        .param("last", period.last())
        .query(DataClassRowMapper.newInstance(DaySales.class))
        .list();
  }

  /** Items, best first. */
  List<ItemSales> items(Period period, int limit) {
    return report(ITEMS, "ITEM", period, limit)
        .query(DataClassRowMapper.newInstance(ItemSales.class))
        .list();
  }

  /** Customers, best first. */
  List<CustomerSales> customers(Period period, int limit) {
    return report(CUSTOMERS, "CUSTOMER", period, limit)
        .query(DataClassRowMapper.newInstance(CustomerSales.class))
        .list();
  }

  /** Countries of customers, best first. */
  List<CountrySales> countries(Period period, int limit) {
    return report(COUNTRIES, "CUSTOMER", period, limit)
        .query(DataClassRowMapper.newInstance(CountrySales.class))
        .list();
  }

  private JdbcClient.StatementSpec report(String sql, String subject, Period period, int limit) {
    JdbcClient.StatementSpec statement =
        jdbc.sql(sql.formatted(period.isWhole() ? EVER : IN_PERIOD))
            .param("subject", subject)
            .param("limit", limit);
    return period.isWhole()
        ? statement
        : statement.param("first", period.first()).param("last", period.last());
  }
}
