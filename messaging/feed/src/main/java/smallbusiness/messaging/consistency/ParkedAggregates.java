package smallbusiness.messaging.consistency;

import static java.util.stream.Collectors.toSet;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.JdbcTemplate;
import smallbusiness.messaging.feed.ServiceFeed;
import smallbusiness.messaging.token.Aggregate;
import smallbusiness.schemas.Topic;

/**
 * Finds aggregates with parked events; {@code messaging.parked} has an index on unresolved ones.
 */
final class ParkedAggregates implements UnaryOperator<Set<Aggregate>> {

  private static final String PARKED =
      """
      SELECT DISTINCT topic, key FROM messaging.parked
      WHERE outcome IS NULL AND feed = ? AND key = ANY (?)
      """;

  private final JdbcTemplate jdbc;

  ParkedAggregates(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Set<Aggregate> apply(Set<Aggregate> aggregates) {
    String[] keys = aggregates.stream().map(Aggregate::key).distinct().toArray(String[]::new);
    return jdbc
        .query(
            PARKED,
            (row, number) -> {
              String key = row.getString(2);
              return Topic.named(row.getString(1)).map(topic -> new Aggregate(topic, key));
            },
            ServiceFeed.NAME,
            keys)
        .stream()
        .flatMap(Optional::stream)
        .filter(aggregates::contains)
        .collect(toSet());
  }
}
