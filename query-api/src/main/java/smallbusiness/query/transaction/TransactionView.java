package smallbusiness.query.transaction;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import smallbusiness.query.sql.Timestamps;

/** A payment or refund. */
@Schema(name = "Transaction", description = "A payment or refund")
record TransactionView(
    @Schema(description = "Identifier given by Accounting", example = "15") long id,
    @Schema(
            description = "The transaction's version in Accounting, good for If-Match there",
            example = "1")
        long version,
    @Schema(description = "The order that it pays; Sales need not know it yet", example = "42")
        long orderId,
    @Schema(description = "The order's customer; null while Sales has not told of the order")
        @Nullable Long customerId,
    @Schema(description = "Negative for a refund", example = "200.00") BigDecimal orderSum,
    @Schema(description = "When the money moved, as the business says") Instant date,
    @Schema(description = "Declared void: it counts no more") boolean voided,
    @Schema(description = "When it last changed") Instant changedAt) {

  static final String COLUMNS =
      "t.id, t.version, t.order_id, o.customer_id, t.order_sum, t.date, t.voided, t.changed_at";

  static final String FROM = "transaction t left join sales_order o on o.id = t.order_id";

  static TransactionView read(ResultSet row, int index) throws SQLException {
    return new TransactionView(
        row.getLong("id"),
        row.getLong("version"),
        row.getLong("order_id"),
        row.getObject("customer_id", Long.class),
        row.getBigDecimal("order_sum"),
        Timestamps.of(row, "date"),
        row.getBoolean("voided"),
        Timestamps.of(row, "changed_at"));
  }
}
