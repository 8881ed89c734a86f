package smallbusiness.query.transaction;

import java.math.BigDecimal;
import java.util.Comparator;
import smallbusiness.query.sql.Deltas;
import smallbusiness.query.sql.Table;

/** The change in the payments of one order. */
record PaymentDelta(long orderId, BigDecimal paid, long transactions) {

  static final Table<PaymentDelta> TABLE =
      Table.ofCounters("order_payment", PaymentDelta.class, "order_id");

  static Deltas<PaymentDelta> none() {
    return new Deltas<>(Comparator.comparingLong(PaymentDelta::orderId), PaymentDelta::plus);
  }

  static PaymentDelta added(TransactionRow row) {
    return new PaymentDelta(row.orderId(), row.orderSum(), 1);
  }

  static PaymentDelta removed(TransactionRow row) {
    return new PaymentDelta(row.orderId(), row.orderSum().negate(), -1);
  }

  private PaymentDelta plus(PaymentDelta other) {
    return new PaymentDelta(orderId, paid.add(other.paid), transactions + other.transactions);
  }
}
