package smallbusiness.query.transaction;

import static smallbusiness.query.sql.ArrayParameter.decimals;
import static smallbusiness.query.sql.ArrayParameter.longs;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** By how much a batch of events changes what is paid for each order. */
final class PaymentDeltas {

  private static final String ADD =
      """
      insert into order_payment as t (order_id, paid, transactions)
      select * from unnest(:order_id::bigint[], :paid::numeric[], :transactions::bigint[])
      on conflict (order_id) do update set
        paid = t.paid + excluded.paid,
        transactions = t.transactions + excluded.transactions
      """;

  private record Change(BigDecimal paid, long transactions) {
    Change plus(Change other) {
      return new Change(paid.add(other.paid), transactions + other.transactions);
    }
  }

  private final Map<Long, Change> changes = new TreeMap<>();

  void add(TransactionRow row) {
    if (!row.voided()) {
      changes.merge(row.orderId(), new Change(row.orderSum(), 1), Change::plus);
    }
  }

  void subtract(TransactionRow row) {
    if (!row.voided()) {
      changes.merge(row.orderId(), new Change(row.orderSum().negate(), -1), Change::plus);
    }
  }

  void write(JdbcClient jdbc) {
    Set<Map.Entry<Long, Change>> rows = changes.entrySet();
    jdbc.sql(ADD)
        .param("order_id", longs(rows, Map.Entry::getKey))
        .param("paid", decimals(rows, row -> row.getValue().paid()))
        .param("transactions", longs(rows, row -> row.getValue().transactions()))
        .update();
  }
}
