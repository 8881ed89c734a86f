package smallbusiness.query.order;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An order as a row of a list. */
@Schema(description = "An order as a row of a list")
record OrderSummary(
    @Schema(description = "Identifier given by Sales", example = "42") long id,
    @Schema(description = "The order's version in Sales, for If-Match there", example = "3")
        long version,
    @Schema(example = "9") long customerId,
    @Schema(description = "Null until the customer is described", example = "Ada Moreau")
        @Nullable String customerName,
    @Schema(description = "Null until the customer is described", example = "France")
        @Nullable String customerCountry,
    @Schema(description = "When the order was placed, as recorded in Sales") Instant date,
    @Schema(example = "CONFIRMED") OrderStatus status,
    @Schema(description = "Sum of price times quantity over the lines", example = "498.00")
        BigDecimal total,
    @Schema(description = "Number of lines", example = "2") int lines,
    @Schema(description = "Sum of its transactions that count", example = "498.00") BigDecimal paid,
    @Schema(example = "PAID") PaymentState paymentState,
    @Schema(description = "When it left the warehouse; null until then")
        @Nullable Instant shippedAt) {}
