package smallbusiness.query.transaction;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.query.list.Filter;
import smallbusiness.query.list.HasPagedList;
import smallbusiness.query.list.ListDeclaration;
import smallbusiness.query.list.PagedList;
import smallbusiness.query.list.Sort;
import smallbusiness.query.list.ValueType;

/** Reads transactions. */
@Component
class Transactions implements HasPagedList<TransactionView> {

  private static final ListDeclaration LIST =
      new ListDeclaration(
          "/api/v1/transactions",
          TransactionView.COLUMNS,
          TransactionView.FROM,
          "t.id",
          "true",
          List.of(
              Filter.compare(
                  "order_id", ValueType.INTEGER, "t.order_id =", "Transactions of this order"),
              Filter.compare(
                  "customer_id",
                  ValueType.INTEGER,
                  "o.customer_id =",
                  "Transactions of this customer"),
              Filter.compare("sum_from", ValueType.DECIMAL, "t.order_sum >=", "At least this much"),
              Filter.compare("sum_to", ValueType.DECIMAL, "t.order_sum <=", "At most this much"),
              Filter.compare("date_from", ValueType.INSTANT, "t.date >=", "Moved then or later"),
              Filter.compare("date_to", ValueType.INSTANT, "t.date <", "Moved before then"),
              Filter.flag(
                  "voided", "t.voided", "true for those that count no more; all when not given")),
          List.of(
              new Sort("id", "t.id", ValueType.INTEGER),
              new Sort("date", "t.date", ValueType.INSTANT),
              new Sort("order_sum", "t.order_sum", ValueType.DECIMAL)));

  private static final String ONE =
      "select " + TransactionView.COLUMNS + " from " + TransactionView.FROM + " where t.id = :id";

  private final JdbcClient jdbc;
  private final PagedList<TransactionView> list;

  Transactions(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.list = new PagedList<>(LIST, TransactionView::read, jdbc);
  }

  @Override
  public PagedList<TransactionView> list() {
    return list;
  }

  /** The transaction, voided or not; empty when Accounting never told of it. */
  Optional<TransactionView> find(long id) {
    return jdbc.sql(ONE).param("id", id).query(TransactionView::read).optional();
  }
}
