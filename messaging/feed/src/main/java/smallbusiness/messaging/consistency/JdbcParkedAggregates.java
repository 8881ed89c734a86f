package smallbusiness.messaging.consistency;

import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import smallbusiness.messaging.token.Aggregate;
import smallbusiness.schemas.Topic;

/** Reads {@code messaging.parked}, which has an index on unresolved events. */
final class JdbcParkedAggregates implements ParkedAggregates {

  private static final String PARKED =
      """
      SELECT DISTINCT topic, key FROM messaging.parked
      WHERE outcome IS NULL AND feed = ANY (?) AND key = ANY (?)
      """;

  private final JdbcTemplate jdbc;
  private final String[] feeds;

  JdbcParkedAggregates(JdbcTemplate jdbc, Set<String> feeds) {
    this.jdbc = jdbc;
    this.feeds = feeds.toArray(String[]::new);
  }

  @Override
  public Set<Aggregate> among(Collection<Aggregate> aggregates) {
    if (feeds.length == 0) {
      return Set.of();
    }
    String[] keys = aggregates.stream().map(Aggregate::key).distinct().toArray(String[]::new);
    return jdbc
        .query(
            PARKED,
            (row, number) -> {
              String key = row.getString(2);
              return Topic.named(row.getString(1)).map(topic -> new Aggregate(topic, key));
            },
            feeds,
            keys)
        .stream()
        .flatMap(Optional::stream)
        .filter(aggregates::contains)
        .collect(toSet());
  }
}
