package smallbusiness.query.report;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;

/** The numbers that a shopkeeper looks at first. */
@Schema(description = "The numbers that a shopkeeper looks at first")
record Overview(
    @Schema(description = "The day of the numbers, in UTC") LocalDate day,
    OrderCounts orders,
    Revenue revenue,
    Money money,
    Stock stock,
    @Schema(description = "Described customers", example = "91") long customers) {

  /** Orders by status. */
  @Schema(name = "OverviewOrders", description = "How many orders there are")
  record OrderCounts(
      @Schema(description = "Waiting for Warehouse", example = "1") long placed,
      @Schema(description = "Reserved, paid or not", example = "21") long confirmed,
      @Schema(description = "Of these: waiting for payment", example = "20") long awaitingPayment,
      @Schema(description = "Of these: paid and to be shipped", example = "1") long toShip,
      @Schema(example = "809") long shipped,
      @Schema(example = "4") long rejected,
      @Schema(example = "7") long cancelled) {}

  /** Revenue of confirmed and shipped orders, by the orders' dates. */
  @Schema(
      name = "OverviewRevenue",
      description = "Value of confirmed and shipped orders, by the orders' dates in UTC")
  record Revenue(
      @Schema(example = "410.00") BigDecimal today,
      @Schema(example = "388.90") BigDecimal yesterday,
      @Schema(example = "12043.20") BigDecimal thisMonth,
      @Schema(example = "15300.00") BigDecimal lastMonth,
      @Schema(example = "1265786.27") BigDecimal ever) {}

  /** Amounts to be paid and paid back. */
  @Schema(name = "OverviewMoney", description = "What is to be paid, and to be paid back")
  record Money(
      @Schema(description = "Invoices with an open amount", example = "21") long unpaidInvoices,
      @Schema(example = "20310.40") BigDecimal unpaid,
      @Schema(description = "Overpaid invoices", example = "2") long overpaidInvoices,
      @Schema(example = "15.00") BigDecimal overpaid,
      @Schema(description = "Cancelled orders for which money is held", example = "1")
          long refundsDue,
      @Schema(example = "99.00") BigDecimal refundDue) {}

  /** The stock. */
  @Schema(name = "OverviewStock", description = "The stock")
  record Stock(
      @Schema(example = "77") long items,
      @Schema(description = "Pieces on hand", example = "3119") long pieces,
      @Schema(description = "What they are worth at list prices", example = "74050.85")
          BigDecimal value,
      @Schema(
              description =
                  "Items that are out of stock, or will be within 14 days at the pace of the last"
                      + " 30")
          long low) {}
}
