package smallbusiness.query.rebuild;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compares the shadow read model with the live one while both go on. What one feed has written is
 * compared within one snapshot in which the feed stands at the same offsets in both; such a moment
 * is waited for.
 */
@Component
class ShadowComparison {

  /** Between two snapshots. */
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Generations generations;
  private final FeedPositions standing;
  private final ComparedTables tables;
  private final TableComparison rows;
  private final TransactionTemplate snapshot;
  private final ReadModelProperties properties;
  private final Clock clock;

  ShadowComparison(
      Generations generations,
      FeedPositions standing,
      ComparedTables tables,
      TableComparison rows,
      PlatformTransactionManager transactions,
      ReadModelProperties properties,
      Clock clock) {
    this.generations = generations;
    this.standing = standing;
    this.tables = tables;
    this.rows = rows;
    this.snapshot = new TransactionTemplate(transactions);
    this.snapshot.setReadOnly(true);
    this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Compares all tables.
   *
   * @throws RefusedException when there is nothing shadow, or when it came, went or took over
   *     meanwhile
   */
  ComparisonReport compare(String by) {
    Generations.State state = generations.now();
    long shadow = state.filled();
    Map<String, List<ComparedTable>> byTopic = byTopic();
    Map<String, ComparisonReport.OfTopic> decided = new TreeMap<>();
    Set<String> open = new HashSet<>(byTopic.keySet());
    long end = System.nanoTime() + properties.comparePatience().toNanos();
    do {
      snapshot.executeWithoutResult(transaction -> compare(open, byTopic, decided));
      open.removeAll(decided.keySet());
    } while (!open.isEmpty() && System.nanoTime() - end < 0 && pause());
    open.forEach(
        topic ->
            decided.put(topic, new ComparisonReport.OfTopic(topic, false, Map.of(), List.of())));
    Generations.State after = generations.now();
    if (!after.equals(state)) {
      throw new RefusedException("The generations changed while they were compared");
    }
    return ComparisonReport.of(
        state.live(), shadow, clock.instant(), by, List.copyOf(decided.values()));
  }

  private void compare(
      Set<String> open,
      Map<String, List<ComparedTable>> byTopic,
      Map<String, ComparisonReport.OfTopic> decided) {
    Map<String, List<FeedPositions.Place>> places =
        standing.places().stream().collect(groupingBy(FeedPositions.Place::topic));
    for (String topic : open) {
      List<FeedPositions.Place> ofTopic = places.getOrDefault(topic, List.of());
      if (ofTopic.stream().allMatch(place -> place.live() == place.shadow())) {
        List<ComparisonReport.OfTable> compared = new ArrayList<>();
        byTopic.getOrDefault(topic, List.of()).forEach(table -> compared.add(rows.compare(table)));
        decided.put(topic, new ComparisonReport.OfTopic(topic, true, offsets(ofTopic), compared));
      }
    }
  }

  private static Map<String, Long> offsets(List<FeedPositions.Place> places) {
    return places.stream()
        .collect(
            toMap(
                place -> place.topic() + "-" + place.partition(),
                FeedPositions.Place::live,
                (one, same) -> one,
                LinkedHashMap::new));
  }

  /** A table of which it is not known who writes it is a fault of the code. */
  private Map<String, List<ComparedTable>> byTopic() {
    Map<String, List<ComparedTable>> byTopic = new TreeMap<>();
    for (ComparedTable table : tables.all()) {
      String topic = ComparedTables.TOPICS.get(table.name());
      if (topic == null) {
        throw new IllegalStateException("No topic is known for table " + table.name());
      }
      byTopic.computeIfAbsent(topic, added -> new ArrayList<>()).add(table);
    }
    return byTopic;
  }

  private static boolean pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
