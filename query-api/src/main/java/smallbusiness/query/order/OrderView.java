package smallbusiness.query.order;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order with everything that the three systems know about it. */
@Schema(
    name = "Order",
    description = "An order with everything that the three systems know about it")
record OrderView(
    @Schema(description = "Identifier given by Sales", example = "42") long id,
    @Schema(description = "The order's version in Sales, for If-Match there", example = "3")
        long version,
    @Schema(example = "9") long customerId,
    @Schema(description = "Null until the customer is described", example = "Ada Moreau")
        @Nullable String customerName,
    @Schema(description = "When the order was placed, as recorded in Sales") Instant date,
    @Schema(example = "CONFIRMED") OrderStatus status,
    @Schema(description = "Sum of the lines' amounts", example = "498.00") BigDecimal total,
    List<OrderLine> lines,
    @Schema(description = "Items that were short, if the order was rejected")
        List<ShortItem> shortages,
    @Schema(description = "What Warehouse reserved; null until it has answered")
        @Nullable Reservation reservation,
    @Schema(description = "What is due; null until the order is invoiced")
        @Nullable Invoice invoice,
    @Schema(description = "Payments and refunds, oldest first, including void ones")
        List<OrderTransaction> transactions,
    @Schema(description = "Sum of the transactions that count", example = "200.00") BigDecimal paid,
    @Schema(example = "PART_PAID") PaymentState paymentState,
    @Schema(description = "When it left the warehouse; null until then")
        @Nullable Instant shippedAt,
    @Schema(description = "When Sales last changed it") Instant changedAt) {

  /** A line and its item. */
  @Schema(description = "One item of an order")
  record OrderLine(
      @Schema(example = "7") long itemId,
      @Schema(description = "Null until Warehouse has published the item", example = "Oak table")
          @Nullable String name,
      @Schema(description = "Null until Warehouse has published the item", example = "Portugal")
          @Nullable String countryOfOrigin,
      @Schema(description = "Agreed price of one piece", example = "249.00") BigDecimal price,
      @Schema(description = "Pieces", example = "2") long quantity,
      @Schema(description = "Price times quantity", example = "498.00") BigDecimal amount) {}

  /** An item that was short. */
  @Schema(description = "An item that was short")
  record ShortItem(
      @Schema(example = "7") long itemId,
      @Schema(example = "Oak table") @Nullable String name,
      @Schema(description = "Pieces ordered", example = "3") long wanted,
      @Schema(description = "Pieces available", example = "1") long available) {}

  /** The reservation of the order's items. */
  @Schema(description = "What Warehouse reserved for an order")
  record Reservation(
      @Schema(description = "HELD, SHORT, RELEASED or SHIPPED", example = "HELD") String status,
      long version,
      @Schema(description = "When the pieces left the warehouse") @Nullable Instant shippedAt,
      Instant changedAt) {}

  /** The order's invoice. */
  @Schema(name = "OrderInvoice", description = "What is due for an order")
  record Invoice(
      @Schema(example = "498.00") BigDecimal amount,
      @Schema(description = "What Accounting has allocated to it", example = "200.00")
          BigDecimal paid,
      @Schema(description = "Amount minus paid; negative if too much was paid", example = "298.00")
          BigDecimal balance,
      @Schema(
              description = "OPEN, PART_PAID, PAID, OVERPAID, VOID or REFUND_DUE",
              example = "PART_PAID")
          String state,
      long version,
      Instant issuedAt,
      Instant changedAt) {}

  /** A transaction of the order. */
  @Schema(description = "A payment or refund of an order")
  record OrderTransaction(
      @Schema(example = "15") long id,
      @Schema(description = "Negative for a refund", example = "200.00") BigDecimal orderSum,
      Instant date,
      @Schema(description = "Whether it is void; a void transaction does not count")
          boolean voided) {}
}
