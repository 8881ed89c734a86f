package smallbusiness.query.order;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import smallbusiness.query.sql.Timestamps;

/** An order as a row of a list. */
@Schema(description = "An order as a row of a list")
record OrderSummary(
    @Schema(description = "Identifier given by Sales", example = "42") long id,
    @Schema(description = "The order's version in Sales, good for If-Match there", example = "3")
        long version,
    @Schema(example = "9") long customerId,
    @Schema(description = "Null while nobody has described the customer", example = "Ada Moreau")
        @Nullable String customerName,
    @Schema(description = "Null while nobody has described the customer", example = "France")
        @Nullable String customerCountry,
    @Schema(description = "When the order was placed, as the business says") Instant date,
    @Schema(example = "CONFIRMED") OrderStatus status,
    @Schema(description = "Sum of price times quantity over the lines", example = "498.00")
        BigDecimal total,
    @Schema(description = "Number of lines", example = "2") int lines,
    @Schema(description = "Sum of its transactions that count", example = "498.00") BigDecimal paid,
    @Schema(example = "PAID") PaymentState paymentState,
    @Schema(description = "When it left the warehouse; null while it has not")
        @Nullable Instant shippedAt) {

  static final String COLUMNS =
      """
      o.id, o.version, o.customer_id, c.name as customer_name, c.country as customer_country,
      o.date, o.status, o.total, jsonb_array_length(o.lines) as lines, o.shipped_at,
      coalesce(p.paid, 0.00) as paid, i.state as invoice_state""";

  static final String FROM =
      """
      sales_order o
      left join customer c on c.id = o.customer_id
      left join order_payment p on p.order_id = o.id
      left join invoice i on i.order_id = o.id""";

  static OrderSummary read(ResultSet row, int index) throws SQLException {
    String status = row.getString("status");
    BigDecimal paid = row.getBigDecimal("paid");
    return new OrderSummary(
        row.getLong("id"),
        row.getLong("version"),
        row.getLong("customer_id"),
        row.getString("customer_name"),
        row.getString("customer_country"),
        Timestamps.of(row, "date"),
        OrderStatus.valueOf(status),
        row.getBigDecimal("total"),
        row.getInt("lines"),
        paid,
        PaymentState.of(row.getString("invoice_state"), paid, status),
        Timestamps.orNull(row, "shipped_at"));
  }
}
