package smallbusiness.query.invoice;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is due for an order. */
@Schema(name = "Invoice", description = "What is due for an order and what of it is paid")
record InvoiceView(
    @Schema(description = "The order; there is one invoice for each", example = "42") long orderId,
    @Schema(description = "The invoice's version in Accounting", example = "2") long version,
    @Schema(description = "The order's customer; null until Sales has published the order")
        @Nullable Long customerId,
    @Schema(example = "Ada Moreau") @Nullable String customerName,
    @Schema(example = "498.00") BigDecimal amount,
    @Schema(example = "200.00") BigDecimal paid,
    @Schema(description = "Amount minus paid; negative if too much was paid", example = "298.00")
        BigDecimal balance,
    @Schema(example = "PART_PAID") State state,
    Instant issuedAt,
    @Schema(description = "When it last changed") Instant changedAt) {

  /** The balance of the amount and what is paid. */
  enum State {
    /** Nothing paid yet. */
    OPEN,
    /** Something paid, not all. */
    PART_PAID,
    /** Paid exactly. */
    PAID,
    /** Paid more than was due. */
    OVERPAID,
    /** The order was cancelled and no money is held for it. */
    VOID,
    /** The order was cancelled and money is held for it. */
    REFUND_DUE,
    /** A state that this version of the API does not know. */
    UNKNOWN
  }
}
