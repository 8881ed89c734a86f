package smallbusiness.query.order;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.query.cache.CachedResponse;
import smallbusiness.query.cache.ReadCache;
import smallbusiness.query.cache.ReadCaches;
import smallbusiness.query.list.Filter;
import smallbusiness.query.list.HasPagedList;
import smallbusiness.query.list.ListDeclaration;
import smallbusiness.query.list.PagedList;
import smallbusiness.query.list.Sort;
import smallbusiness.query.list.ValueType;

/** Reads orders. */
@Component
class Orders implements HasPagedList<OrderSummary> {

  private static final ListDeclaration LIST =
      new ListDeclaration(
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
                  "customer_id", ValueType.INTEGER, "o.customer_id =", "Orders of this customer"),
              Filter.where(
                  "item_id",
                  ValueType.INTEGER,
                  "o.id in (select order_id from order_item where item_id = :item_id)",
                  "Orders that name this item"),
              Filter.compare("country", ValueType.TEXT, "c.country =", "Orders from this country"),
              Filter.compare(
                  "date_from", ValueType.INSTANT, "o.date >=", "Orders placed then or later"),
              Filter.compare("date_to", ValueType.INSTANT, "o.date <", "Orders placed before then"),
              Filter.compare(
                  "total_from", ValueType.DECIMAL, "o.total >=", "Orders worth at least this"),
              Filter.compare(
                  "total_to", ValueType.DECIMAL, "o.total <=", "Orders worth at most this"),
              Filter.search("q", "Orders of customers with this text in their name", "c.name")),
          List.of(
              new Sort("id", "o.id", ValueType.INTEGER),
              new Sort("date", "o.date", ValueType.INSTANT),
              new Sort("total", "o.total", ValueType.DECIMAL)));

  private final ReadCache<Long, CachedResponse<OrderView>> reads;
  private final PagedList<OrderSummary> list;

  Orders(JdbcClient jdbc, ReadCaches caches) {
    this.reads = caches.byId(OrderQuery.SOME, OrderQuery::read);
    this.list = new PagedList<>(LIST, OrderSummary::read, jdbc);
  }

  @Override
  public PagedList<OrderSummary> list() {
    return list;
  }

  /** The order with all that belongs to it; empty when Sales never told of it. */
  Optional<CachedResponse<OrderView>> find(long id) {
    return reads.find(id);
  }
}
