package smallbusiness.query.rebuild;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of the live generation, by the catalogue's word. */
@Component
class ComparedTables {

  /** The topic whose events each table shows: each has one (ADR 40). */
  static final Map<String, String> TOPICS =
      Map.ofEntries(
          Map.entry("item", "warehouse.item"),
          Map.entry("sales_order", "sales.order"),
          Map.entry("order_item", "sales.order"),
          Map.entry("order_count", "sales.order"),
          Map.entry("sales_total", "sales.order"),
          Map.entry("sales_by_day", "sales.order"),
          Map.entry("customer", "sales.customer"),
          Map.entry("transaction", "accounting.transaction"),
          Map.entry("order_payment", "accounting.transaction"),
          Map.entry("reservation", "warehouse.reservation"),
          Map.entry("invoice", "accounting.invoice"),
          Map.entry("invoice_count", "accounting.invoice"));

  /**
   * A table of which each column outside the key is a number, and none a version, is of figures.
   */
  private static final String READ =
      """
      with col as (
        select c.relname, a.attname::text as name, a.attnum,
          a.atttypid in ('bigint'::regtype, 'numeric'::regtype) and a.attname <> 'version'
            as figure,
          coalesce(array_position(p.conkey, a.attnum), 0) as place
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        join pg_constraint p on p.conrelid = c.oid and p.contype = 'p'
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
          and c.relname <> 'flyway_schema_history')
      select relname,
        array_agg(name order by place) filter (where place > 0) as key,
        case when bool_and(figure) filter (where place = 0)
          then array_agg(name order by attnum) filter (where place = 0) end as figures
      from col group by relname order by relname
      """;

  private final JdbcClient jdbc;

  ComparedTables(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All but Flyway's. Each has a primary key, which keeps it from having a row twice. */
  List<ComparedTable> all() {
    return jdbc.sql(READ)
        .query(
            (row, index) ->
                new ComparedTable(
                    row.getString("relname"), texts(row, "key"), texts(row, "figures")))
        .list();
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }
}
