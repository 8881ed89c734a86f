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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import smallbusiness.messaging.reconciliation.AggregateTable;
import smallbusiness.messaging.reconciliation.Checksums;
import smallbusiness.messaging.reconciliation.DerivedFigure;
import smallbusiness.messaging.reconciliation.DerivedFigures;
import smallbusiness.messaging.reconciliation.FigureReport;
import smallbusiness.query.reconciliation.ReconciliationReport.Compared;
import smallbusiness.query.reconciliation.ReconciliationReport.Summed;
import smallbusiness.schemas.Owner;
import smallbusiness.schemas.Topic;

/** Compares the whole read model with its owners; one comparison at a time in a process. */
@Component
class Reconciliation {

  private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

  private final OwningSystemClient owners;
  private final Checksums statements;
  private final DerivedFigures sums;
  private final List<AggregateTable> aggregates;
  private final List<DerivedFigure> own;
  private final ReconciliationProperties properties;
  private final Clock clock;
  private final Semaphore turn = new Semaphore(1);
  private volatile @Nullable ReconciliationReport last;

  Reconciliation(
      OwningSystemClient owners,
      Checksums statements,
      DerivedFigures sums,
      List<AggregateTable> aggregates,
      List<DerivedFigure> own,
      ReconciliationProperties properties,
      Clock clock) {
    this.owners = owners;
    this.statements = statements;
    this.sums = sums;
    this.aggregates = aggregates;
    this.own = own;
    this.properties = properties;
    this.clock = clock;
  }

  /** The last report of this process; empty before the first. */
  Optional<ReconciliationReport> last() {
    return Optional.ofNullable(last);
  }

  /** Compares everything now; empty when a comparison is at work already. */
  Optional<ReconciliationReport> compare() {
    if (!turn.tryAcquire()) {
      return Optional.empty();
    }
    try {
      ReconciliationReport report = new Run().report();
      last = report;
      if (report.outcome() == ReconciliationReport.Outcome.DIFFERENT) {
        LOG.error(
            "The read model differs from its owners; GET /actuator/reconciliation tells where");
      }
      return Optional.of(report);
    } finally {
      turn.release();
    }
  }

  /** One comparison. */
  private final class Run {

    private final Instant began = clock.instant();
    private final long end = System.nanoTime() + properties.timeLimit().toNanos();
    private final Map<Owner, String> away = new EnumMap<>(Owner.class);
    private final Map<Topic, TopicComparison> compared = new EnumMap<>(Topic.class);
    private final Map<Topic, String> errors = new EnumMap<>(Topic.class);

    ReconciliationReport report() {
      List<Summed> summed = new ArrayList<>();
      for (Owner owner : Owner.values()) {
        unlessAway(owner, () -> compareAllOf(owner));
        unlessAway(owner, () -> summed.addAll(sumsOf(owner)));
      }
      waitForWhatMoves();
      own.forEach(sum -> summed.add(new Summed("read model", sums.check(sum))));
      Map<String, String> missing = new LinkedHashMap<>();
      away.forEach((owner, why) -> missing.put(owner.id(), why));
      summed.removeIf(one -> missing.containsKey(one.by()));
      return ReconciliationReport.of(
          began,
          clock.instant(),
          missing,
          aggregates.stream().map(this::compared).toList(),
          summed);
    }

    private void unlessAway(Owner owner, Runnable task) {
      if (!away.containsKey(owner)) {
        try {
          task.run();
        } catch (SystemUnavailableException e) {
          LOG.warn("Cannot compare with {} now", owner.id(), e);
          away.put(owner, String.valueOf(e.getMessage()));
        }
      }
    }

    private void compareAllOf(Owner owner) {
      Map<String, List<String>> stated = new LinkedHashMap<>();
      for (Stated one : owners.ask(owner, "/actuator/checksums", Stated[].class)) {
        stated.put(one.aggregate(), one.fields());
      }
      for (AggregateTable aggregate : aggregates) {
        Topic topic = aggregate.topic();
        List<String> mine = List.copyOf(aggregate.fields().keySet());
        List<String> theirs = stated.getOrDefault(topic.topicName(), List.of());
        if (topic.owner() == owner && !mine.equals(theirs)) {
          errors.put(topic, "The owner states " + theirs + ", the read model " + mine);
        } else if (topic.owner() == owner) {
          compare(aggregate);
        }
      }
    }

    private void compare(AggregateTable aggregate) {
      TopicComparison comparison =
          new TopicComparison(
              new OwningSystemSource(owners, aggregate.topic()),
              new ReadModelSource(statements, aggregate),
              properties.maxSuspects(),
              this::timeIsUp);
      compared.put(aggregate.topic(), comparison);
      unlessSilent(aggregate.topic(), comparison::walk);
    }

    /** The read model's own database may be too slow, too. */
    private void unlessSilent(Topic topic, Runnable task) {
      try {
        task.run();
      } catch (DataAccessException e) {
        LOG.warn("Cannot read {} to compare it now", topic.topicName(), e);
        errors.put(topic, e.toString());
      }
    }

    /** Also when the time is up: what is under way must not be taken for a difference. */
    private void waitForWhatMoves() {
      long patience = System.nanoTime() + properties.patience().toNanos();
      while (anyOpen() && System.nanoTime() - patience < 0 && rested()) {
        compared.forEach(
            (topic, one) -> unlessAway(topic.owner(), () -> unlessSilent(topic, one::lookAgain)));
      }
    }

    private boolean anyOpen() {
      return compared.entrySet().stream()
          .filter(one -> !away.containsKey(one.getKey().owner()))
          .filter(one -> !errors.containsKey(one.getKey()))
          .anyMatch(one -> one.getValue().isOpen());
    }

    private boolean rested() {
      try {
        TimeUnit.NANOSECONDS.sleep(properties.recheckInterval().toNanos());
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    private boolean timeIsUp() {
      return System.nanoTime() - end >= 0;
    }

    private List<Summed> sumsOf(Owner owner) {
      List<Summed> all = new ArrayList<>();
      for (FigureReport one : owners.ask(owner, "/actuator/figures", FigureReport[].class)) {
        all.add(new Summed(owner.id(), one));
      }
      return all;
    }

    private Compared compared(AggregateTable aggregate) {
      Topic topic = aggregate.topic();
      TopicComparison comparison = compared.get(topic);
      String missing = away.get(topic.owner());
      String error = missing == null ? errors.get(topic) : missing;
      return new Compared(
          topic.topicName(),
          topic.owner().id(),
          comparison == null || error != null
              ? null
              : comparison.found(properties.maxDifferences()),
          error);
    }
  }

  /** What an owner states of an aggregate beside identifier and version. */
  record Stated(String aggregate, List<String> fields) {}
}
