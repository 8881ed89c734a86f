package smallbusiness.query.invoice;

import static smallbusiness.query.sql.ArrayParameter.decimals;
import static smallbusiness.query.sql.ArrayParameter.longs;
import static smallbusiness.query.sql.ArrayParameter.texts;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** By how much a batch of events changes how many invoices there are of each state. */
final class StateDeltas {

  private static final String ADD =
      """
      insert into invoice_count as t (state, invoices, amount, paid)
      select * from unnest(:state::text[], :invoices::bigint[], :amount::numeric[], :paid::numeric[])
      on conflict (state) do update set
        invoices = t.invoices + excluded.invoices,
        amount = t.amount + excluded.amount,
        paid = t.paid + excluded.paid
      """;

  private record Count(long invoices, BigDecimal amount, BigDecimal paid) {
    Count plus(Count other) {
      return new Count(invoices + other.invoices, amount.add(other.amount), paid.add(other.paid));
    }
  }

  private final Map<String, Count> changes = new TreeMap<>();

  void add(InvoiceRow row) {
    changes.merge(row.state(), new Count(1, row.amount(), row.paid()), Count::plus);
  }

  void subtract(InvoiceRow row) {
    changes.merge(
        row.state(), new Count(-1, row.amount().negate(), row.paid().negate()), Count::plus);
  }

  void write(JdbcClient jdbc) {
    Set<Map.Entry<String, Count>> rows = changes.entrySet();
    jdbc.sql(ADD)
        .param("state", texts(rows, Map.Entry::getKey))
        .param("invoices", longs(rows, row -> row.getValue().invoices()))
        .param("amount", decimals(rows, row -> row.getValue().amount()))
        .param("paid", decimals(rows, row -> row.getValue().paid()))
        .update();
  }
}
