package smallbusiness.query.reconciliation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.reconciliation.FigureReport;

/**
 * Result of a reconciliation.
 *
 * @param unavailable why a system's data could not be compared, by system
 * @param aggregates of all systems, by topic
 * @param figures derived figures of the owning systems and of the read model
 */
record ReconciliationReport(
    Instant began,
    Instant ended,
    Outcome outcome,
    Map<String, String> unavailable,
    List<ComparedAggregate> aggregates,
    List<CheckedFigure> figures) {

  /** The overall result. */
  enum Outcome {
    /** Everything was compared and is equal. */
    EQUAL,
    /** Something differs, whatever else could not be compared. */
    DIFFERENT,
    /** Nothing that was compared differs, but not everything could be compared. */
    UNDECIDED
  }

  static ReconciliationReport of(
      Instant began,
      Instant ended,
      Map<String, String> unavailable,
      List<ComparedAggregate> aggregates,
      List<CheckedFigure> figures) {
    boolean different =
        aggregates.stream().anyMatch(ComparedAggregate::differs)
            || figures.stream().anyMatch(one -> one.report().wrong() > 0);
    boolean decided =
        unavailable.isEmpty()
            && aggregates.stream().allMatch(ComparedAggregate::decided)
            && figures.stream().allMatch(one -> one.report().error() == null);
    Outcome outcome = different ? Outcome.DIFFERENT : decided ? Outcome.EQUAL : Outcome.UNDECIDED;
    return new ReconciliationReport(began, ended, outcome, unavailable, aggregates, figures);
  }

  /**
   * The aggregates of one topic.
   *
   * @param result null when they could not be compared
   * @param error why they could not be compared; null when they were
   */
  record ComparedAggregate(
      String aggregate,
      String owner,
      TopicComparison.@Nullable Result result,
      @Nullable String error) {

    boolean differs() {
      return result != null && (result.different() > 0 || result.unexaminedRanges() > 0);
    }

    boolean decided() {
      return result != null && result.complete() && result.changing() == 0;
    }
  }

  /**
   * A derived figure.
   *
   * @param system an owning system, or {@code read model}
   */
  record CheckedFigure(String system, FigureReport report) {}
}
