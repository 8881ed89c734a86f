package smallbusiness.query.transaction;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.query.listing.Filter;
import smallbusiness.query.listing.Listed;
import smallbusiness.query.listing.Listing;
import smallbusiness.query.listing.ListingDeclaration;
import smallbusiness.query.listing.Sort;
import smallbusiness.query.listing.Type;

/** Reads transactions. */
@Component
class Transactions implements Listed<TransactionView> {

  private static final ListingDeclaration LIST =
      new ListingDeclaration(
          "/api/v1/transactions",
          TransactionView.COLUMNS,
          TransactionView.FROM,
          "t.id",
          "true",
          List.of(
              Filter.compare(
                  "order_id", Type.INTEGER, "t.order_id =", "Transactions of this order"),
              Filter.compare(
                  "customer_id", Type.INTEGER, "o.customer_id =", "Transactions of this customer"),
              Filter.compare("sum_from", Type.DECIMAL, "t.order_sum >=", "At least this much"),
              Filter.compare("sum_to", Type.DECIMAL, "t.order_sum <=", "At most this much"),
              Filter.compare("date_from", Type.INSTANT, "t.date >=", "Moved then or later"),
              Filter.compare("date_to", Type.INSTANT, "t.date <", "Moved before then"),
              Filter.flag(
                  "voided", "t.voided", "true for those that count no more; all when not given")),
          List.of(
              new Sort("id", "t.id", Type.INTEGER),
              new Sort("date", "t.date", Type.INSTANT),
              new Sort("order_sum", "t.order_sum", Type.DECIMAL)));

  private static final String ONE =
      "select " + TransactionView.COLUMNS + " from " + TransactionView.FROM + " where t.id = :id";

  private final JdbcClient jdbc;
  private final Listing<TransactionView> listing;

  Transactions(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.listing = new Listing<>(LIST, TransactionView::read, jdbc);
  }

  @Override
  public Listing<TransactionView> listing() {
    return listing;
  }

  /** The transaction, voided or not; empty when Accounting never told of it. */
  Optional<TransactionView> find(long id) {
    return jdbc.sql(ONE).param("id", id).query(TransactionView::read).optional();
  }
}
