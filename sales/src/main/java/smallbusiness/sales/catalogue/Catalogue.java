package smallbusiness.sales.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The copy of Warehouse's items. It may be behind: an item that it does not know may exist all the
 * same.
 */
@Repository
public class Catalogue {

  /** The stale writer loses in the database: older news never replaces newer. */
  private static final String UPSERT =
      """
      insert into catalogue_item as known
        (id, name, description, country_of_origin, price, available, removed, version)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (id) do update set
        name = excluded.name, description = excluded.description,
        country_of_origin = excluded.country_of_origin, price = excluded.price,
        available = excluded.available, removed = excluded.removed, version = excluded.version
      where known.version < excluded.version
      """;

  private final JdbcTemplate jdbc;
  private final JdbcClient client;

  Catalogue(JdbcTemplate jdbc, JdbcClient client) {
    this.jdbc = jdbc;
    this.client = client;
  }

  /** Of the given items, those that Warehouse is known to have removed. */
  public Set<Long> removedAmong(Collection<Long> ids) {
    return new HashSet<>(
        client
            .sql("select id from catalogue_item where removed and id = any(?)")
            .param(ids.toArray(Long[]::new))
            .query(Long.class)
            .list());
  }

  /** The next items that are for sale, by identifier. */
  List<CatalogueItem> forSale(long after, int limit) {
    return client
        .sql("select * from catalogue_item where id > ? and not removed order by id limit ?")
        .param(after)
        .param(limit)
        .query(Catalogue::item)
        .list();
  }

  /** Takes news of items; of each at most one. News that is not newer changes nothing. */
  void learn(Collection<CatalogueItem> news) {
    jdbc.batchUpdate(
        UPSERT,
        news,
        news.size(),
        (statement, item) -> {
          statement.setLong(1, item.id());
          statement.setString(2, item.name());
          statement.setString(3, item.description());
          statement.setString(4, item.countryOfOrigin());
          statement.setBigDecimal(5, item.price());
          statement.setLong(6, item.available());
          statement.setBoolean(7, item.removed());
          statement.setLong(8, item.version());
        });
  }

  private static CatalogueItem item(ResultSet row, int number) throws SQLException {
    return new CatalogueItem(
        row.getLong("id"),
        row.getString("name"),
        row.getString("description"),
        row.getString("country_of_origin"),
        row.getBigDecimal("price"),
        row.getLong("available"),
        row.getBoolean("removed"),
        row.getLong("version"));
  }
}
