package smallbusiness.query.order;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whether an order is paid: the state of its invoice, or of its payments if there is none. */
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
  /** A state that this version of the API does not know. */
  UNKNOWN("i.state = 'UNKNOWN'");

  /** The state of an order, over order {@code o}, invoice {@code i} and payment {@code p}. */
  static final String SQL =
      conditions().entrySet().stream()
          .map(state -> "when %s then '%s'".formatted(state.getValue(), state.getKey()))
          .collect(joining(" ", "case ", " end"));

  private final String condition;

  PaymentState(String condition) {
    this.condition = condition;
  }

  /** The condition in SQL for each state, over the same tables. */
  static Map<String, String> conditions() {
    return Arrays.stream(values())
        .collect(
            toMap(Enum::name, state -> state.condition, (one, two) -> one, LinkedHashMap::new));
  }
}
