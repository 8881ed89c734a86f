package smallbusiness.query.reconciliation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.reconciliation.FigureReport;
import smallbusiness.query.reconciliation.TopicComparison.Found;

/**
 * How the read model compared with the owners of its data.
 *
 * @param away why nothing can be said about an owner's data, by its name
 * @param aggregates by topic, those of all owners
 * @param sums whether figures are what their rows come to: at the owners, and in the read model
 */
record ReconciliationReport(
    Instant began,
    Instant ended,
    Outcome outcome,
    Map<String, String> away,
    List<Compared> aggregates,
    List<Summed> sums) {

  /** What all of it comes to. */
  enum Outcome {
    /** Everything was compared and agrees. */
    EQUAL,
    /** Something differs, whatever else could not be compared. */
    DIFFERENT,
    /** Nothing that could be compared differs, and not everything could. */
    UNDECIDED
  }

  static ReconciliationReport of(
      Instant began,
      Instant ended,
      Map<String, String> away,
      List<Compared> aggregates,
      List<Summed> sums) {
    boolean different =
        aggregates.stream().anyMatch(Compared::differs) || sums.stream().anyMatch(Summed::broken);
    boolean decided =
        away.isEmpty()
            && aggregates.stream().allMatch(Compared::decided)
            && sums.stream().allMatch(one -> one.report().error() == null);
    Outcome outcome = different ? Outcome.DIFFERENT : decided ? Outcome.EQUAL : Outcome.UNDECIDED;
    return new ReconciliationReport(began, ended, outcome, away, aggregates, sums);
  }

  /**
   * The aggregates of one topic.
   *
   * @param found null when they could not be compared
   * @param error why they could not be compared; null when they were
   */
  record Compared(String aggregate, String owner, @Nullable Found found, @Nullable String error) {

    boolean differs() {
      return found != null && (found.different() > 0 || found.notLookedInto() > 0);
    }

    boolean decided() {
      return found != null && found.whole() && found.moving() == 0;
    }
  }

  /**
   * A figure beside its rows.
   *
   * @param by who looked: an owner, or the read model
   */
  record Summed(String by, FigureReport report) {

    boolean broken() {
      return report.broken() > 0;
    }
  }
}
