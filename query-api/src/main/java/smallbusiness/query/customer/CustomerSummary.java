package smallbusiness.query.customer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import smallbusiness.query.sql.Timestamps;

/** A customer as a row of a list. */
@Schema(description = "A customer as a row of a list")
record CustomerSummary(
    @Schema(description = "Identifier given by the business", example = "9") long id,
    @Schema(description = "The customer's version in Sales, good for If-Match there", example = "1")
        long version,
    @Schema(example = "Ada Moreau") String name,
    @Schema(example = "ada@example.org") String email,
    @Schema(example = "France") String country,
    @Schema(description = "Confirmed and shipped orders", example = "4") long orders,
    @Schema(description = "What these are worth", example = "1380.50") BigDecimal ordered,
    @Schema(description = "When the description last changed") Instant changedAt) {

  static final String COLUMNS =
      """
      c.id, c.version, c.name, c.email, c.country, c.changed_at,
      coalesce(s.orders, 0) as orders, coalesce(s.revenue, 0.00) as ordered""";

  static final String FROM =
      "customer c left join sales_total s on s.subject = 'CUSTOMER' and s.subject_id = c.id";

  static CustomerSummary read(ResultSet row, int index) throws SQLException {
    return new CustomerSummary(
        row.getLong("id"),
        row.getLong("version"),
        row.getString("name"),
        row.getString("email"),
        row.getString("country"),
        row.getLong("orders"),
        row.getBigDecimal("ordered"),
        Timestamps.of(row, "changed_at"));
  }
}
