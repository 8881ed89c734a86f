package smallbusiness.query.rebuild;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import smallbusiness.messaging.reconciliation.Comparison;

/**
 * Compares the shadow with the live read model while both apply events. The tables of one topic are
 * compared in one snapshot in which both are at the same offsets of the topic.
 */
@Component
class ShadowComparison {

  /** Pause between two attempts. */
  private static final Duration INTERVAL = Duration.ofMillis(20);

  private final Generations generations;
  private final FeedPositions positions;
  private final ComparedTables tables;
  private final TransactionTemplate snapshot;
  private final ReadModelProperties properties;
  private final Clock clock;

  ShadowComparison(
      Generations generations,
      FeedPositions positions,
      ComparedTables tables,
      PlatformTransactionManager transactions,
      ReadModelProperties properties,
      Clock clock) {
    this.generations = generations;
    this.positions = positions;
    this.tables = tables;
    this.snapshot = new TransactionTemplate(transactions);
    this.snapshot.setReadOnly(true);
    this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Compares all tables.
   *
   * @throws RefusedException when there is no shadow, or the generations changed meanwhile
   */
  ComparisonReport compare(String by) {
    Generations.State state = generations.now();
    long shadow = state.requireReady();
    requireDeclaredTopics();
    Map<String, ComparisonReport.OfTopic> results = new TreeMap<>();
    List<Comparison> parts =
        new TreeSet<>(ComparedTables.TOPICS.values())
            .stream()
                .<Comparison>map(
                    topic ->
                        () -> {
                          snapshot.executeWithoutResult(
                              transaction -> results.put(topic, compareTopic(topic)));
                          return results.getOrDefault(topic, undecided(topic)).decided();
                        })
                .toList();
    Comparison.run(parts, properties.comparePatience(), INTERVAL);
    if (!generations.now().equals(state)) {
      throw new RefusedException("The generations changed during the comparison");
    }
    return ComparisonReport.of(
        state.live(), shadow, clock.instant(), by, List.copyOf(results.values()));
  }

  private ComparisonReport.OfTopic compareTopic(String topic) {
    List<FeedPositions.Position> ofTopic =
        positions.all().stream().filter(position -> position.topic().equals(topic)).toList();
    if (ofTopic.stream().anyMatch(position -> position.live() != position.shadow())) {
      return undecided(topic);
    }
    Map<String, Long> offsets = new LinkedHashMap<>();
    ofTopic.forEach(position -> offsets.put(position.partition().toString(), position.live()));
    return new ComparisonReport.OfTopic(
        topic,
        true,
        offsets,
        tables.all().stream()
            .filter(table -> topic.equals(ComparedTables.TOPICS.get(table.name())))
            .map(tables::compare)
            .toList());
  }

  private static ComparisonReport.OfTopic undecided(String topic) {
    return new ComparisonReport.OfTopic(topic, false, Map.of(), List.of());
  }

  /** A table without a declared topic would never be compared. */
  private void requireDeclaredTopics() {
    for (ComparedTables.Table table : tables.all()) {
      if (!ComparedTables.TOPICS.containsKey(table.name())) {
        throw new IllegalStateException("No topic is declared for table  " + table.name());
      }
    }
  }
}
