package smallbusiness.query.invoice;

import java.math.BigDecimal;
import java.util.Comparator;
import smallbusiness.query.sql.Deltas;
import smallbusiness.query.sql.Table;

/** The change in number and amounts of the invoices in one state. */
record StateDelta(String state, long invoices, BigDecimal amount, BigDecimal paid) {

  static final Table<StateDelta> TABLE =
      Table.ofCounters("invoice_count", StateDelta.class, "state");

  static Deltas<StateDelta> none() {
    return new Deltas<>(Comparator.comparing(StateDelta::state), StateDelta::plus);
  }

  static StateDelta added(InvoiceRow row) {
    return new StateDelta(row.state(), 1, row.amount(), row.paid());
  }

  static StateDelta removed(InvoiceRow row) {
    return new StateDelta(row.state(), -1, row.amount().negate(), row.paid().negate());
  }

  private StateDelta plus(StateDelta other) {
    return new StateDelta(
        state, invoices + other.invoices, amount.add(other.amount), paid.add(other.paid));
  }
}
