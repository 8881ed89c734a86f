package smallbusiness.query.customer;

import java.sql.ResultSet;
import java.sql.SQLException;
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
import smallbusiness.query.sql.JsonColumn;
import smallbusiness.query.sql.Timestamps;

/** Reads customers. */
@Component
class Customers implements HasPagedList<CustomerSummary> {

  private static final ListDeclaration LIST =
      new ListDeclaration(
          "/api/v1/customers",
          CustomerSummary.COLUMNS,
          CustomerSummary.FROM,
          "c.id",
          "not c.erased",
          List.of(
              Filter.search("q", "Customers with this text in name or e-mail", "c.name", "c.email"),
              Filter.compare(
                  "country", ValueType.TEXT, "c.country =", "Customers from this country")),
          List.of(
              new Sort("id", "c.id", ValueType.INTEGER),
              new Sort("name", "c.name", ValueType.TEXT),
              new Sort("orders", "coalesce(s.orders, 0)", ValueType.INTEGER),
              new Sort("ordered", "coalesce(s.revenue, 0)", ValueType.DECIMAL)));

  /** A customer is known by a description or by an order. */
  private static final String ONE =
      """
      select asked.id, c.version, c.name, c.email, c.country, c.changed_at,
        coalesce(s.revenue, 0.00) as ordered, orders.count, orders.paid, orders.owed,
        (select jsonb_agg(jsonb_build_object(
             'id', o.id, 'date', o.date, 'status', o.status, 'total', o.total) order by o.id desc)
         from (select * from sales_order where customer_id = asked.id order by id desc limit 5) o
        ) as newest
      from (select cast(:id as bigint) as id) asked
      left join customer c on c.id = asked.id
      left join sales_total s on s.subject = 'CUSTOMER' and s.subject_id = asked.id
      cross join lateral (
        select count(*) as count, coalesce(sum(p.paid), 0.00) as paid,
          coalesce(sum(i.balance) filter (where i.state in ('OPEN', 'PART_PAID')), 0.00) as owed
        from sales_order o
        left join order_payment p on p.order_id = o.id
        left join invoice i on i.order_id = o.id
        where o.customer_id = asked.id) orders
      where (c.id is not null and not c.erased) or orders.count > 0
      """;

  private final JdbcClient jdbc;
  private final PagedList<CustomerSummary> list;

  Customers(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.list = new PagedList<>(LIST, CustomerSummary::read, jdbc);
  }

  @Override
  public PagedList<CustomerSummary> list() {
    return list;
  }

  /** The customer; empty when nobody described the customer and no order names them. */
  Optional<CustomerView> find(long id) {
    return jdbc.sql(ONE).param("id", id).query(Customers::read).optional();
  }

  private static CustomerView read(ResultSet row, int index) throws SQLException {
    long id = row.getLong("id");
    return new CustomerView(
        id,
        row.getObject("version", Long.class),
        row.getString("name"),
        row.getString("email"),
        row.getString("country"),
        new CustomerView.Orders(
            row.getLong("count"),
            JsonColumn.list(row, "newest", CustomerView.Newest.class),
            "/api/v1/orders?customer_id=" + id),
        row.getBigDecimal("ordered"),
        row.getBigDecimal("paid"),
        row.getBigDecimal("owed"),
        Timestamps.orNull(row, "changed_at"));
  }
}
