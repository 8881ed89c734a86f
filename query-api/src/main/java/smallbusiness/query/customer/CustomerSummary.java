package smallbusiness.query.customer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;

/** A customer as a row of a list. */
@Schema(description = "A customer as a row of a list")
record CustomerSummary(
    @Schema(description = "Identifier given by the business", example = "9") long id,
    @Schema(description = "The customer's version in Sales, for If-Match there", example = "1")
        long version,
    @Schema(example = "Ada Moreau") String name,
    @Schema(example = "ada@example.org") String email,
    @Schema(example = "France") String country,
    @Schema(description = "Confirmed and shipped orders", example = "4") long orders,
    @Schema(description = "Value of these orders", example = "1380.50") BigDecimal ordered,
    @Schema(description = "When the description last changed") Instant changedAt) {}
