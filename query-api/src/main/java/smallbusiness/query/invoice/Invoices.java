package smallbusiness.query.invoice;

import static java.util.stream.Collectors.toMap;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.query.list.Filter;
import smallbusiness.query.list.HasPagedList;
import smallbusiness.query.list.ListDeclaration;
import smallbusiness.query.list.PagedList;
import smallbusiness.query.list.Sort;
import smallbusiness.query.list.ValueType;

/** Reads invoices. */
@Component
class Invoices implements HasPagedList<InvoiceView> {

  private static final ListDeclaration LIST =
      new ListDeclaration(
          "/api/v1/invoices",
          InvoiceView.COLUMNS,
          InvoiceView.FROM,
          "i.order_id",
          "true",
          List.of(
              Filter.choice("state", states(), "Invoices of this state"),
              Filter.compare(
                  "customer_id", ValueType.INTEGER, "o.customer_id =", "Invoices of this customer"),
              Filter.compare(
                  "balance_from", ValueType.DECIMAL, "i.balance >=", "With at least this to pay"),
              Filter.compare(
                  "balance_to", ValueType.DECIMAL, "i.balance <=", "With at most this to pay"),
              Filter.compare(
                  "issued_from", ValueType.INSTANT, "i.issued_at >=", "Issued then or later"),
              Filter.compare("issued_to", ValueType.INSTANT, "i.issued_at <", "Issued before then"),
              Filter.search("q", "Invoices to customers with this text in their name", "c.name")),
          List.of(
              new Sort("order_id", "i.order_id", ValueType.INTEGER),
              new Sort("balance", "i.balance", ValueType.DECIMAL)));

  private static final String ONE =
      "select "
          + InvoiceView.COLUMNS
          + " from "
          + InvoiceView.FROM
          + " where i.order_id = :order_id";

  private final JdbcClient jdbc;
  private final PagedList<InvoiceView> list;

  Invoices(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.list = new PagedList<>(LIST, InvoiceView::read, jdbc);
  }

  @Override
  public PagedList<InvoiceView> list() {
    return list;
  }

  /** The order's invoice; empty when Accounting never told of one. */
  Optional<InvoiceView> find(long orderId) {
    return jdbc.sql(ONE).param("order_id", orderId).query(InvoiceView::read).optional();
  }

  private static Map<String, String> states() {
    return Arrays.stream(InvoiceView.State.values())
        .collect(
            toMap(
                Enum::name,
                state -> "i.state = '" + state + "'",
                (one, two) -> one,
                LinkedHashMap::new));
  }
}
