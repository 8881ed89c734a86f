package smallbusiness.query.order;

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
import smallbusiness.query.reading.Answer;
import smallbusiness.query.reading.Reading;
import smallbusiness.query.reading.SharedReads;

/** Reads orders. */
@Component
class Orders implements Listed<OrderSummary> {

  private static final ListingDeclaration LIST =
      new ListingDeclaration(
          "/api/v1/orders",
          OrderSummary.COLUMNS,
          OrderSummary.FROM,
          "o.id",
          "true",
          List.of(
              Filter.choice("status", OrderStatus.conditions(), "Orders that have come this far"),
              Filter.choice(
                  "payment_state",
                  PaymentState.conditions(),
                  "Orders that stand like this with their payment"),
              Filter.compare(
                  "customer_id", Type.INTEGER, "o.customer_id =", "Orders of this customer"),
              Filter.where(
                  "item_id",
                  Type.INTEGER,
                  "o.id in (select order_id from order_item where item_id = :item_id)",
                  "Orders that name this item"),
              Filter.compare("country", Type.TEXT, "c.country =", "Orders from this country"),
              Filter.compare("date_from", Type.INSTANT, "o.date >=", "Orders placed then or later"),
              Filter.compare("date_to", Type.INSTANT, "o.date <", "Orders placed before then"),
              Filter.compare(
                  "total_from", Type.DECIMAL, "o.total >=", "Orders worth at least this"),
              Filter.compare("total_to", Type.DECIMAL, "o.total <=", "Orders worth at most this"),
              Filter.search("q", "Orders of customers with this text in their name", "c.name")),
          List.of(
              new Sort("id", "o.id", Type.INTEGER),
              new Sort("date", "o.date", Type.INSTANT),
              new Sort("total", "o.total", Type.DECIMAL)));

  private final SharedReads<Long, Answer<OrderView>> reads;
  private final Listing<OrderSummary> listing;

  Orders(JdbcClient jdbc, Reading reading) {
    this.reads = reading.byNumber(OrderReading.SOME, OrderReading::read);
    this.listing = new Listing<>(LIST, OrderSummary::read, jdbc);
  }

  @Override
  public Listing<OrderSummary> listing() {
    return listing;
  }

  /** The order with all that belongs to it; empty when Sales never told of it. */
  Optional<Answer<OrderView>> find(long id) {
    return reads.find(id);
  }
}
