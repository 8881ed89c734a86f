package smallbusiness.query.item;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;

/** An item with its stock and what was sold of it. */
@Schema(name = "Item", description = "An item with its stock and what was sold of it")
record ItemView(
    @Schema(description = "Identifier given by Warehouse", example = "7") long id,
    @Schema(description = "The item's version in Warehouse, for If-Match there", example = "3")
        long version,
    @Schema(example = "Oak table") String name,
    @Schema(example = "Seats six") String description,
    @Schema(example = "Portugal") String countryOfOrigin,
    @Schema(description = "List price of one piece", example = "249.00") BigDecimal price,
    @Schema(description = "Pieces on hand, including reserved ones", example = "12") long quantity,
    @Schema(description = "Pieces reserved for orders that are not shipped yet", example = "2")
        long reserved,
    @Schema(description = "Pieces that can be ordered: quantity minus reserved", example = "10")
        long available,
    @Schema(
            description =
                "Pieces in confirmed and shipped orders; placed, rejected and cancelled ones are"
                    + " not sold",
            example = "31")
        long sold,
    @Schema(description = "Agreed price times quantity, over the same orders", example = "7719.00")
        BigDecimal revenue,
    @Schema(description = "Confirmed and shipped orders that name it", example = "17") long orders,
    @Schema(description = "Whether Warehouse has removed it; orders may still name it")
        boolean removed,
    @Schema(description = "When it last changed") Instant changedAt) {}
