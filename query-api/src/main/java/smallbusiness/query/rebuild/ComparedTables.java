package smallbusiness.query.rebuild;

import static java.util.stream.Collectors.joining;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.messaging.reconciliation.RowHash;
import smallbusiness.query.sql.JsonColumn;

/** The tables of a read model, and the comparison of one table in both schemas. */
@Component
class ComparedTables {

  /** The topic from which each table is filled; each table has exactly one (ADR 40). */
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

  private final JdbcClient jdbc;
  private final int samples;

  ComparedTables(JdbcClient jdbc, ReadModelProperties properties) {
    this.jdbc = jdbc;
    this.samples = properties.samples();
  }

  /**
   * A table.
   *
   * @param key the columns of its primary key
   * @param totals the other columns if all of them are totals, otherwise empty. Rows whose totals
   *     are all zero are ignored: whether they exist depends on how events were batched
   */
  record Table(String name, List<String> key, List<String> totals) {

    private String rows(String schema) {
      String zero =
          totals.stream().map(column -> quoted(column) + " = 0").collect(joining(" and "));
      return "(select * from %s.%s%s)"
          .formatted(schema, quoted(name), totals.isEmpty() ? "" : " where not (" + zero + ")");
    }

    private String keys(String expression, String delimiter) {
      return key.stream()
          .map(column -> expression.replace("$", quoted(column)))
          .collect(joining(delimiter));
    }

    private static String quoted(String identifier) {
      return '"' + identifier + '"';
    }
  }

  /** All tables of the live schema, from the catalogue. Each has a primary key. */
  List<Table> all() {
    return jdbc.sql(
            """
            with col as (
              select c.relname, a.attname::text as name, a.attnum,
                a.atttypid in ('bigint'::regtype, 'numeric'::regtype) and a.attname <> 'version'
                  as total,
                coalesce(array_position(p.conkey, a.attnum), 0) as key_position
              from pg_class c
              join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
              join pg_constraint p on p.conrelid = c.oid and p.contype = 'p'
              where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
                and c.relname <> 'flyway_schema_history')
            select relname,
              array_agg(name order by key_position) filter (where key_position > 0) as key,
              case when bool_and(total) filter (where key_position = 0)
                then array_agg(name order by attnum) filter (where key_position = 0) end as totals
            from col group by relname order by relname
            """)
        .query(
            (row, index) ->
                new Table(row.getString("relname"), texts(row, "key"), texts(row, "totals")))
        .list();
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }

  /**
   * Compares a table of the live read model with that of the shadow within the caller's snapshot.
   * Joins the rows only if their number or checksum differs.
   */
  ComparisonReport.OfTable compare(Table table) {
    Checksum live = checksum(table, "public");
    Checksum shadow = checksum(table, "shadow");
    if (live.equals(shadow)) {
      return report(table, live, shadow, 0, 0, 0, "[]");
    }
    return jdbc.sql(
            """
            with differing as (
              select to_jsonb(l) as live, to_jsonb(s) as shadow,
                row_number() over (order by %s) as row_no
              from %s l full join %s s on %s where l is distinct from s)
            select count(*) filter (where shadow is null) as only_live,
              count(*) filter (where live is null) as only_shadow,
              count(*) filter (where live is not null and shadow is not null) as different,
              coalesce(jsonb_agg(jsonb_build_object(
                'key', (select jsonb_object_agg(k, coalesce(live, shadow) -> k)
                  from unnest(array[%s]) k),
                'live', (select jsonb_object_agg(key, value) from jsonb_each(live)
                  where shadow is null or value is distinct from shadow -> key),
                'shadow', (select jsonb_object_agg(key, value) from jsonb_each(shadow)
                  where live is null or value is distinct from live -> key))
                order by row_no) filter (where row_no <= :samples), '[]') as samples
            from differing
            """
                .formatted(
                    table.keys("coalesce(l.$, s.$)", ", "),
                    table.rows("public"),
                    table.rows("shadow"),
                    table.keys("l.$ = s.$", " and "),
                    table.key().stream().map(column -> "'" + column + "'").collect(joining(", "))))
        .param("samples", samples)
        .query(
            (row, index) ->
                report(
                    table,
                    live,
                    shadow,
                    row.getLong("only_live"),
                    row.getLong("only_shadow"),
                    row.getLong("different"),
                    row.getString("samples")))
        .single();
  }

  private record Checksum(long rows, String sum) {}

  private Checksum checksum(Table table, String schema) {
    return jdbc.sql(
            "select count(*) as rows, coalesce(sum(%s), 0)::text as checksum from %s t"
                .formatted(RowHash.of("t"), table.rows(schema)))
        .query((row, index) -> new Checksum(row.getLong("rows"), row.getString("checksum")))
        .single();
  }

  private static ComparisonReport.OfTable report(
      Table table,
      Checksum live,
      Checksum shadow,
      long onlyLive,
      long onlyShadow,
      long different,
      String samples) {
    return new ComparisonReport.OfTable(
        table.name(),
        live.rows(),
        shadow.rows(),
        live.sum(),
        shadow.sum(),
        onlyLive,
        onlyShadow,
        different,
        JsonColumn.read(samples));
  }
}
