package smallbusiness.sales.catalogue;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SimplePropertySqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.stereotype.Repository;

/** The copy of Warehouse's items. It may lag: an item that is missing here may exist. */
@Repository
public class Catalogue {

  private final NamedParameterJdbcTemplate jdbc;
  private final JdbcClient client;
  private final String upsert = upsert();

  Catalogue(NamedParameterJdbcTemplate jdbc, JdbcClient client) {
    this.jdbc = jdbc;
    this.client = client;
  }

  /** Returns those of the given items that Warehouse has removed. */
  public Set<Long> removedAmong(Collection<Long> ids) {
    return new HashSet<>(
        client
            .sql("select id from catalogue_item where removed and id = any(?)")
            .param(ids.toArray(Long[]::new))
            .query(Long.class)
            .list());
  }

  /** Returns the items for sale after an identifier, in ascending order. */
  List<CatalogueItem> forSale(long after, int limit) {
    return client
        .sql("select * from catalogue_item where id > ? and not removed order by id limit ?")
        .params(after, limit)
        .query(new SimplePropertyRowMapper<>(CatalogueItem.class))
        .list();
  }

  /** Stores the items that are newer than the stored ones. An item must not occur twice. */
  void update(Collection<CatalogueItem> items) {
    jdbc.batchUpdate(
        upsert,
        items.stream()
            .map(SimplePropertySqlParameterSource::new)
            .toArray(SqlParameterSource[]::new));
  }

  /** The table's columns are the record's components. The database discards stale versions. */
  private static String upsert() {
    Function<Function<String, String>, String> columns =
        sql ->
            Arrays.stream(CatalogueItem.class.getRecordComponents())
                .map(RecordComponent::getName)
                .map(sql)
                .collect(Collectors.joining(", "));
    return """
        insert into catalogue_item as current (%s) values (%s)
        on conflict (id) do update set %s where current.version < excluded.version
        """
        .formatted(
            columns.apply(JdbcUtils::convertPropertyNameToUnderscoreName),
            columns.apply(name -> ":" + name),
            columns.apply(
                name -> {
                  String column = JdbcUtils.convertPropertyNameToUnderscoreName(name);
                  return column + " = excluded." + column;
                }));
  }
}
