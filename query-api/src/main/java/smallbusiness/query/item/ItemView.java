package smallbusiness.query.item;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import smallbusiness.query.sql.Timestamps;

/** An item with its stock and what was sold of it. */
@Schema(name = "Item", description = "An item with its stock and what was sold of it")
record ItemView(
    @Schema(description = "Identifier given by Warehouse", example = "7") long id,
    @Schema(description = "The item's version in Warehouse, good for If-Match there", example = "3")
        long version,
    @Schema(example = "Oak table") String name,
    @Schema(example = "Seats six") String description,
    @Schema(example = "Portugal") String countryOfOrigin,
    @Schema(description = "List price of one piece", example = "249.00") BigDecimal price,
    @Schema(description = "Pieces on hand, the reserved ones among them", example = "12")
        long quantity,
    @Schema(description = "Pieces promised to orders not yet shipped", example = "2") long reserved,
    @Schema(description = "Pieces that can be ordered: quantity less reserved", example = "10")
        long available,
    @Schema(
            description =
                "Pieces in confirmed and shipped orders; placed, rejected and cancelled ones are"
                    + " not sold",
            example = "31")
        long sold,
    @Schema(description = "Price agreed times quantity, over the same orders", example = "7719.00")
        BigDecimal revenue,
    @Schema(description = "Confirmed and shipped orders that name it", example = "17") long orders,
    @Schema(description = "Warehouse has taken it out of its books; orders may still name it")
        boolean removed,
    @Schema(description = "When it last changed") Instant changedAt) {

  static final String COLUMNS =
      """
      i.id, i.version, i.name, i.description, i.country_of_origin, i.price, i.quantity, i.reserved,
      i.removed, i.changed_at, coalesce(s.units, 0) as sold, coalesce(s.revenue, 0.00) as revenue,
      coalesce(s.orders, 0) as orders""";

  static final String FROM =
      "item i left join sales_total s on s.subject = 'ITEM' and s.subject_id = i.id";

  static ItemView read(ResultSet row, int index) throws SQLException {
    long quantity = row.getLong("quantity");
    long reserved = row.getLong("reserved");
    return new ItemView(
        row.getLong("id"),
        row.getLong("version"),
        row.getString("name"),
        row.getString("description"),
        row.getString("country_of_origin"),
        row.getBigDecimal("price"),
        quantity,
        reserved,
        quantity - reserved,
        row.getLong("sold"),
        row.getBigDecimal("revenue"),
        row.getLong("orders"),
        row.getBoolean("removed"),
        Timestamps.of(row, "changed_at"));
  }
}
