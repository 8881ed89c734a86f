package smallbusiness.query.customer;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import smallbusiness.query.list.ListController;
import smallbusiness.query.list.ListDeclaration;
import smallbusiness.query.sql.RecordMapper;
import smallbusiness.query.sql.Select;
import smallbusiness.query.web.NotFound;

/** Customers over HTTP. */
@RestController
@RequestMapping("/api/v1/customers")
@Tag(name = "Customers", description = "Who buys, and what they owe")
class CustomerController extends ListController<CustomerSummary> {

  private static final ListDeclaration<CustomerSummary> LIST =
      ListDeclaration.of(
              Select.of(
                      CustomerSummary.class,
                      "c",
                      """
                      customer c
                      left join sales_total s on s.subject = 'CUSTOMER' and s.subject_id = c.id\
                      """)
                  .with("orders", "coalesce(s.orders, 0)")
                  .with("ordered", "coalesce(s.revenue, 0.00)"))
          .where("not c.erased")
          .search("Customers with this text in name or e-mail", "c.name", "c.email")
          .equal("country", "Customers from this country")
          .sortedBy("id", "name", "orders", "ordered");

  /** A customer has a description, an order or both; which event arrives first is not defined. */
  private static final String ONE =
      """
      select requested.id, c.version, c.name, c.email, c.country, c.changed_at,
        coalesce(s.revenue, 0.00) as ordered, orders.paid, orders.owed,
        orders.count as orders_count, '/api/v1/orders?customer_id=' || requested.id as orders_link,
        (select jsonb_agg(jsonb_build_object(
             'id', o.id, 'date', o.date, 'status', o.status, 'total', o.total) order by o.id desc)
         from (select * from sales_order where customer_id = requested.id order by id desc limit 5) o
        ) as orders_newest
      from (select cast(:id as bigint) as id) requested
      left join customer c on c.id = requested.id
      left join sales_total s on s.subject = 'CUSTOMER' and s.subject_id = requested.id
      cross join lateral (
        select count(*) as count, coalesce(sum(p.paid), 0.00) as paid,
          coalesce(sum(i.balance) filter (where i.state in ('OPEN', 'PART_PAID')), 0.00) as owed
        from sales_order o
        left join order_payment p on p.order_id = o.id
        left join invoice i on i.order_id = o.id
        where o.customer_id = requested.id) orders
      where (c.id is not null and not c.erased) or orders.count > 0
      """;

  private static final RecordMapper<CustomerView> MAPPER = RecordMapper.of(CustomerView.class);

  private final JdbcClient jdbc;

  CustomerController(JdbcClient jdbc) {
    super(LIST, jdbc);
    this.jdbc = jdbc;
  }

  @GetMapping("/{id}")
  @Operation(summary = "Show a customer with orders, payments and debt")
  CustomerView show(
      @PathVariable long id, @RequestParam(required = false) @Nullable String fields) {
    return jdbc.sql(ONE)
        .param("id", id)
        .query(MAPPER)
        .optional()
        .orElseThrow(() -> NotFound.of("customer", id));
  }
}
