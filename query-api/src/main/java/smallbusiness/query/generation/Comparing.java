package smallbusiness.query.generation;

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
 * Compares the generation beside with the live one while both go on. What one feed has written is
 * compared within one snapshot in which the feed stands at the same offsets in both; such a moment
 * is waited for.
 */
@Component
class Comparing {

  /** Between two snapshots. */
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Generations generations;
  private final Projectors projectors;
  private final Standing standing;
  private final Tables tables;
  private final Rows rows;
  private final TransactionTemplate snapshot;
  private final ReadModelProperties properties;
  private final Clock clock;

  Comparing(
      Generations generations,
      Projectors projectors,
      Standing standing,
      Tables tables,
      Rows rows,
      PlatformTransactionManager transactions,
      ReadModelProperties properties,
      Clock clock) {
    this.generations = generations;
    this.projectors = projectors;
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
   * @throws RefusedException when there is nothing beside, or when it came, went or took over
   *     meanwhile
   */
  Comparison compare(String by) {
    Generations.State state = generations.now();
    long beside = state.filled();
    Map<String, List<Table>> byFeed = byFeed();
    Map<String, Comparison.OfFeed> decided = new TreeMap<>();
    Set<String> open = new HashSet<>(byFeed.keySet());
    long end = System.nanoTime() + properties.comparePatience().toNanos();
    do {
      snapshot.executeWithoutResult(transaction -> compare(open, byFeed, decided));
      open.removeAll(decided.keySet());
    } while (!open.isEmpty() && System.nanoTime() - end < 0 && pause());
    open.forEach(
        feed -> decided.put(feed, new Comparison.OfFeed(feed, false, Map.of(), List.of())));
    Generations.State after = generations.now();
    if (!after.equals(state)) {
      throw new RefusedException("The generations changed while they were compared");
    }
    return Comparison.of(state.live(), beside, clock.instant(), by, List.copyOf(decided.values()));
  }

  private void compare(
      Set<String> open, Map<String, List<Table>> byFeed, Map<String, Comparison.OfFeed> decided) {
    Map<String, List<Standing.Place>> places =
        standing.places().stream().collect(groupingBy(Standing.Place::feed));
    for (String feed : open) {
      List<Standing.Place> ofFeed = places.getOrDefault(feed, List.of());
      if (ofFeed.stream().allMatch(place -> place.live() == place.beside())) {
        List<Comparison.OfTable> compared = new ArrayList<>();
        byFeed.getOrDefault(feed, List.of()).forEach(table -> compared.add(rows.compare(table)));
        decided.put(feed, new Comparison.OfFeed(feed, true, offsets(ofFeed), compared));
      }
    }
  }

  private static Map<String, Long> offsets(List<Standing.Place> places) {
    return places.stream()
        .collect(
            toMap(
                place -> place.topic() + "-" + place.partition(),
                Standing.Place::live,
                (one, same) -> one,
                LinkedHashMap::new));
  }

  /** A table of which it is not known who writes it is a fault of the code. */
  private Map<String, List<Table>> byFeed() {
    Map<String, List<Table>> byFeed = new TreeMap<>();
    projectors.names().forEach(feed -> byFeed.put(feed, new ArrayList<>()));
    for (Table table : tables.all()) {
      String writer = Tables.WRITERS.get(table.name());
      List<Table> ofWriter = writer == null ? null : byFeed.get(writer);
      if (ofWriter == null) {
        throw new IllegalStateException("Nobody is known to write table " + table.name());
      }
      ofWriter.add(table);
    }
    return byFeed;
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
