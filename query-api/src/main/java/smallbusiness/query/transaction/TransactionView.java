package smallbusiness.query.transaction;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A payment or refund. */
@Schema(name = "Transaction", description = "A payment or refund")
record TransactionView(
    @Schema(description = "Identifier given by Accounting", example = "15") long id,
    @Schema(
            description = "The transaction's version in Accounting, for If-Match there",
            example = "1")
        long version,
    @Schema(description = "The order that it pays; Sales need not know it yet", example = "42")
        long orderId,
    @Schema(description = "The order's customer; null until Sales has published the order")
        @Nullable Long customerId,
    @Schema(description = "Negative for a refund", example = "200.00") BigDecimal orderSum,
    @Schema(description = "When the money moved, as recorded in Accounting") Instant date,
    @Schema(description = "Whether it is void; a void transaction does not count") boolean voided,
    @Schema(description = "When it last changed") Instant changedAt) {}
