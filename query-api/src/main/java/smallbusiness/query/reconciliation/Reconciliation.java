package smallbusiness.query.reconciliation;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;
import smallbusiness.messaging.reconciliation.AggregateTable;
import smallbusiness.messaging.reconciliation.Checksums;
import smallbusiness.messaging.reconciliation.Comparison;
import smallbusiness.messaging.reconciliation.DerivedFigure;
import smallbusiness.messaging.reconciliation.DerivedFigures;
import smallbusiness.messaging.reconciliation.FigureReport;
import smallbusiness.query.reconciliation.ReconciliationReport.CheckedFigure;
import smallbusiness.query.reconciliation.ReconciliationReport.ComparedAggregate;
import smallbusiness.schemas.Owner;
import smallbusiness.schemas.Topic;

/** Compares the whole read model with the owning systems, one run at a time per process. */
@Component
class Reconciliation {

  private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

  private final OwningSystemClient systems;
  private final Checksums checksums;
  private final DerivedFigures figures;
  private final List<AggregateTable> tables;
  private final List<DerivedFigure> ownFigures;
  private final ReconciliationProperties properties;
  private final Clock clock;
  private final Semaphore running = new Semaphore(1);
  private volatile @Nullable ReconciliationReport last;

  Reconciliation(
      OwningSystemClient systems,
      Checksums checksums,
      DerivedFigures figures,
      List<AggregateTable> tables,
      List<DerivedFigure> ownFigures,
      ReconciliationProperties properties,
      Clock clock) {
    this.systems = systems;
    this.checksums = checksums;
    this.figures = figures;
    this.tables = tables;
    this.ownFigures = ownFigures;
    this.properties = properties;
    this.clock = clock;
  }

  /** The last report of this process; empty before the first. */
  Optional<ReconciliationReport> last() {
    return Optional.ofNullable(last);
  }

  /** Compares everything now; empty while another reconciliation is running. */
  Optional<ReconciliationReport> compare() {
    if (!running.tryAcquire()) {
      return Optional.empty();
    }
    try {
      ReconciliationReport report = new Run().report();
      last = report;
      if (report.outcome() == ReconciliationReport.Outcome.DIFFERENT) {
        LOG.error(
            "The read model differs from the owning systems; see GET /actuator/reconciliation");
      }
      return Optional.of(report);
    } finally {
      running.release();
    }
  }

  private final class Run {

    private final Instant began = clock.instant();
    private final long end = System.nanoTime() + properties.timeLimit().toNanos();
    private final Map<Owner, String> unavailable = new EnumMap<>(Owner.class);
    private final Map<Topic, TopicComparison> comparisons = new EnumMap<>(Topic.class);
    private final Map<Topic, String> errors = new EnumMap<>(Topic.class);
    private final List<CheckedFigure> checked = new ArrayList<>();

    ReconciliationReport report() {
      for (Owner system : Owner.values()) {
        callSystem(system, () -> prepare(system));
        callSystem(system, () -> check(system));
      }
      Comparison.run(
          comparisons.keySet().stream().<Comparison>map(topic -> () -> attempt(topic)).toList(),
          properties.patience(),
          properties.recheckInterval());
      ownFigures.forEach(
          figure -> checked.add(new CheckedFigure("read model", figures.check(figure))));
      Map<String, String> missing = new LinkedHashMap<>();
      unavailable.forEach((system, why) -> missing.put(system.id(), why));
      checked.removeIf(figure -> missing.containsKey(figure.system()));
      return ReconciliationReport.of(
          began, clock.instant(), missing, tables.stream().map(this::compared).toList(), checked);
    }

    private void callSystem(Owner system, Runnable task) {
      if (!unavailable.containsKey(system)) {
        try {
          task.run();
        } catch (RestClientException e) {
          LOG.warn("Cannot reconcile with {} now", system.id(), e);
          unavailable.put(system, String.valueOf(e.getMessage()));
        }
      }
    }

    /** Skips an aggregate whose fields differ between the two releases, and prepares the others. */
    private void prepare(Owner system) {
      Map<String, List<String>> published = new LinkedHashMap<>();
      for (Fields fields : systems.get(system, "/actuator/checksums", Fields[].class)) {
        published.put(fields.aggregate(), fields.fields());
      }
      for (AggregateTable table : tables) {
        Topic topic = table.topic();
        List<String> theirs = published.getOrDefault(topic.topicName(), List.of());
        if (topic.owner() == system && !table.fieldNames().equals(theirs)) {
          errors.put(
              topic,
              "The owning system compares " + theirs + ", the read model " + table.fieldNames());
        } else if (topic.owner() == system) {
          comparisons.put(
              topic,
              new TopicComparison(
                  new OwningSystemSource(systems, topic),
                  new ReadModelSource(checksums, table),
                  properties.maxSuspects(),
                  () -> System.nanoTime() - end >= 0));
        }
      }
    }

    private void check(Owner system) {
      for (FigureReport figure : systems.get(system, "/actuator/figures", FigureReport[].class)) {
        checked.add(new CheckedFigure(system.id(), figure));
      }
    }

    /**
     * Returns whether the topic is decided. A topic that cannot be compared is not attempted again.
     */
    private boolean attempt(Topic topic) {
      boolean[] decided = {true};
      callSystem(
          topic.owner(),
          () -> {
            TopicComparison comparison = comparisons.get(topic);
            try {
              decided[0] = comparison == null || comparison.attempt();
            } catch (DataAccessException e) {
              LOG.warn("Cannot read {} of the read model now", topic.topicName(), e);
              errors.put(topic, e.toString());
            }
          });
      return decided[0];
    }

    private ComparedAggregate compared(AggregateTable table) {
      Topic topic = table.topic();
      TopicComparison comparison = comparisons.get(topic);
      String error = unavailable.getOrDefault(topic.owner(), errors.get(topic));
      return new ComparedAggregate(
          topic.topicName(),
          topic.owner().id(),
          comparison == null || error != null
              ? null
              : comparison.result(properties.maxDifferences()),
          error);
    }
  }

  /** The fields of an aggregate that an owning system compares, besides identifier and version. */
  record Fields(String aggregate, List<String> fields) {}
}
