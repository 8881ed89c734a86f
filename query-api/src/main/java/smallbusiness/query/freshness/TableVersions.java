package smallbusiness.query.freshness;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import smallbusiness.messaging.consistency.VisibleVersions;
import smallbusiness.messaging.token.Aggregate;
import smallbusiness.schemas.Topic;

/** Reads the visible version of each aggregate from its row. */
@Component
class TableVersions implements VisibleVersions {

  private final JdbcClient jdbc;

  TableVersions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Map<Aggregate, Long> of(Collection<Aggregate> aggregates) {
    Map<Topic, Set<String>> keys =
        aggregates.stream().collect(groupingBy(Aggregate::topic, mapping(Aggregate::key, toSet())));
    Map<Aggregate, Long> versions = new HashMap<>();
    keys.forEach(
        (topic, ofTopic) ->
            jdbc.sql(versionsOf(topic))
                .param("id", ids(ofTopic))
                .query(
                    row -> {
                      Aggregate aggregate = new Aggregate(topic, row.getString(1));
                      versions.put(aggregate, row.getLong(2));
                    }));
    return versions;
  }

  private static String versionsOf(Topic topic) {
    return switch (topic) {
      case WAREHOUSE_ITEM -> "select id, version from item where id = any(:id)";
      case WAREHOUSE_RESERVATION ->
          "select order_id, version from reservation where order_id = any(:id)";
      case SALES_ORDER -> "select id, version from sales_order where id = any(:id)";
      case SALES_CUSTOMER -> "select id, version from customer where id = any(:id)";
      case ACCOUNTING_TRANSACTION -> "select id, version from transaction where id = any(:id)";
      case ACCOUNTING_INVOICE -> "select order_id, version from invoice where order_id = any(:id)";
    };
  }

  /** The keys as ids. No row has a key that is not a number. */
  private static Long[] ids(Set<String> keys) {
    return keys.stream()
        .filter(key -> key.matches("-?\\d{1,18}"))
        .map(Long::valueOf)
        .toArray(Long[]::new);
  }
}
