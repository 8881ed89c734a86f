package smallbusiness.query.customer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A customer with orders, payments and debt. */
@Schema(name = "Customer", description = "A customer with orders, payments and debt")
record CustomerView(
    @Schema(description = "Identifier given by the business", example = "9") long id,
    @Schema(
            description =
                "The customer's version in Sales, for If-Match there; null until the"
                    + " customer is described",
            example = "1")
        @Nullable Long version,
    @Schema(description = "Null if not described, or erased", example = "Ada Moreau")
        @Nullable String name,
    @Schema(description = "Null if not described, or erased", example = "ada@example.org")
        @Nullable String email,
    @Schema(description = "Null if not described, or erased", example = "France")
        @Nullable String country,
    Orders orders,
    @Schema(description = "Value of confirmed and shipped orders", example = "1380.50")
        BigDecimal ordered,
    @Schema(
            description = "Sum of the transactions that count, over all orders",
            example = "1082.50")
        BigDecimal paid,
    @Schema(description = "What is still to be paid on open invoices", example = "298.00")
        BigDecimal owed,
    @Schema(description = "When the description last changed; null if there is none")
        @Nullable Instant changedAt) {

  /** The customer's orders. */
  @Schema(name = "CustomerOrders", description = "A customer's orders")
  record Orders(
      @Schema(description = "Number of orders, in any status", example = "5") long count,
      @Schema(description = "The newest five") List<Newest> newest,
      @Schema(description = "Link to the list of all", example = "/api/v1/orders?customer_id=9")
          String link) {}

  /** One of the newest orders. */
  @Schema(name = "CustomerOrder", description = "One of a customer's newest orders")
  record Newest(
      @Schema(example = "42") long id,
      Instant date,
      @Schema(example = "CONFIRMED") String status,
      @Schema(example = "498.00") BigDecimal total) {}
}
