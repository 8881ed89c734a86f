package smallbusiness.query.order;

import static java.util.stream.Collectors.toMap;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an order stands with its payment: the invoice's state, or what is known before there is one.
 */
enum PaymentState {
  /** There is nothing to pay: not invoiced and nothing paid, or the invoice is void. */
  NOT_DUE("(i.order_id is null and coalesce(p.paid, 0) <= 0) or i.state = 'VOID'"),
  /** Paid something before there was an invoice. */
  PREPAID("i.order_id is null and p.paid > 0 and o.status not in ('REJECTED', 'CANCELLED')"),
  /** Invoiced, and nothing paid. */
  UNPAID("i.state = 'OPEN'"),
  /** Invoiced, and paid in part. */
  PART_PAID("i.state = 'PART_PAID'"),
  /** Paid to the cent. */
  PAID("i.state = 'PAID'"),
  /** Paid more than invoiced. */
  OVERPAID("i.state = 'OVERPAID'"),
  /** Money is held for an order that was cancelled or rejected. */
  REFUND_DUE(
      "i.state = 'REFUND_DUE' or (i.order_id is null and p.paid > 0"
          + " and o.status in ('REJECTED', 'CANCELLED'))"),
  /** A state that this version of the API does not know yet. */
  UNKNOWN("i.state = 'UNKNOWN'");

  private final String condition;

  PaymentState(String condition) {
    this.condition = condition;
  }

  /** What each state is in SQL, over order {@code o}, invoice {@code i} and payment {@code p}. */
  static Map<String, String> conditions() {
    return Arrays.stream(values())
        .collect(
            toMap(Enum::name, state -> state.condition, (one, two) -> one, LinkedHashMap::new));
  }

  /**
   * The state of one order.
   *
   * @param invoice the invoice's state; null when there is no invoice
   * @param paid sum of the order's transactions that count
   */
  static PaymentState of(@Nullable String invoice, BigDecimal paid, String orderStatus) {
    if (invoice == null) {
      boolean ended = orderStatus.equals("REJECTED") || orderStatus.equals("CANCELLED");
      return paid.signum() <= 0 ? NOT_DUE : ended ? REFUND_DUE : PREPAID;
    }
    return switch (invoice) {
      case "OPEN" -> UNPAID;
      case "VOID" -> NOT_DUE;
      default -> valueOf(invoice);
    };
  }
}
