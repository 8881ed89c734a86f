package smallbusiness.query.order;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import smallbusiness.query.cache.CachedResponse;
import smallbusiness.query.cache.ReadCache;
import smallbusiness.query.cache.ReadCaches;
import smallbusiness.query.list.ListController;
import smallbusiness.query.list.ListDeclaration;
import smallbusiness.query.list.ValueType;
import smallbusiness.query.sql.RecordMapper;
import smallbusiness.query.sql.Select;
import smallbusiness.query.web.NotFound;

/** Orders over HTTP. */
@RestController
@RequestMapping("/api/v1/orders")
@Tag(name = "Orders", description = "What was ordered, and its status")
class OrderController extends ListController<OrderSummary> {

  private static final ListDeclaration<OrderSummary> LIST =
      ListDeclaration.of(
              Select.of(
                      OrderSummary.class,
                      "o",
                      """
                      sales_order o
                      left join customer c on c.id = o.customer_id
                      left join order_payment p on p.order_id = o.id
                      left join invoice i on i.order_id = o.id\
                      """)
                  .with("customer_name", "c.name")
                  .with("customer_country", "c.country")
                  .with("lines", "jsonb_array_length(o.lines)")
                  .with("paid", "coalesce(p.paid, 0.00)")
                  .with("payment_state", PaymentState.SQL))
          .oneOf("status", OrderStatus.values(), "Orders with this status")
          .choice("payment_state", PaymentState.conditions(), "Orders with this payment state")
          .equal("customer_id", "Orders of this customer")
          .filter(
              "item_id",
              ValueType.INTEGER,
              "o.id in (select order_id from order_item where item_id = :item_id)",
              "Orders that name this item")
          .equal("country", "customer_country", "Orders from this country")
          .from("date_from", "date", "Orders placed then or later")
          .below("date_to", "date", "Orders placed before then")
          .from("total_from", "total", "Orders worth at least this")
          .upTo("total_to", "total", "Orders worth at most this")
          .search("Orders of customers with this text in their name", "c.name")
          .sortedBy("id", "date", "total");

  private final ReadCache<Long, CachedResponse<OrderView>> reads;

  OrderController(JdbcClient jdbc, ReadCaches caches) {
    super(LIST, jdbc);
    this.reads = caches.byId(OrderQuery.SQL, RecordMapper.of(OrderView.class));
  }

  @GetMapping("/{id}")
  @Operation(summary = "Show an order with lines, reservation, invoice and payments")
  CachedResponse<OrderView> show(
      @PathVariable long id, @RequestParam(required = false) @Nullable String fields) {
    return reads.find(id).orElseThrow(() -> NotFound.of("order", id));
  }
}
