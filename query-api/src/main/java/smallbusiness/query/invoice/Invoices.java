package smallbusiness.query.invoice;

import static java.util.stream.Collectors.toMap;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.query.listing.Filter;
import smallbusiness.query.listing.Listed;
import smallbusiness.query.listing.Listing;
import smallbusiness.query.listing.ListingDeclaration;
import smallbusiness.query.listing.Sort;
import smallbusiness.query.listing.Type;

/** Reads invoices. */
@Component
class Invoices implements Listed<InvoiceView> {

  private static final ListingDeclaration LIST =
      new ListingDeclaration(
          "/api/v1/invoices",
          InvoiceView.COLUMNS,
          InvoiceView.FROM,
          "i.order_id",
          "true",
          List.of(
              Filter.choice("state", states(), "Invoices of this state"),
              Filter.compare(
                  "customer_id", Type.INTEGER, "o.customer_id =", "Invoices of this customer"),
              Filter.compare(
                  "balance_from", Type.DECIMAL, "i.balance >=", "With at least this to pay"),
              Filter.compare(
                  "balance_to", Type.DECIMAL, "i.balance <=", "With at most this to pay"),
              Filter.compare("issued_from", Type.INSTANT, "i.issued_at >=", "Issued then or later"),
              Filter.compare("issued_to", Type.INSTANT, "i.issued_at <", "Issued before then"),
              Filter.search("q", "Invoices to customers with this text in their name", "c.name")),
          List.of(
              new Sort("order_id", "i.order_id", Type.INTEGER),
              new Sort("balance", "i.balance", Type.DECIMAL)));

  private static final String ONE =
      "select "
          + InvoiceView.COLUMNS
          + " from "
          + InvoiceView.FROM
          + " where i.order_id = :order_id";

  private final JdbcClient jdbc;
  private final Listing<InvoiceView> listing;

  Invoices(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.listing = new Listing<>(LIST, InvoiceView::read, jdbc);
  }

  @Override
  public Listing<InvoiceView> listing() {
    return listing;
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
