package smallbusiness.messaging.reconciliation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Result of checking a {@link DerivedFigure}, from one snapshot.
 *
 * @param rule what must hold
 * @param checked number of values
 * @param wrong number of values that break the rule
 * @param samples some of the wrong values
 * @param error why the check failed; null when it did not
 */
public record FigureReport(
    String figure,
    String rule,
    long checked,
    long wrong,
    List<Wrong> samples,
    @Nullable String error) {

  public FigureReport {
    samples = List.copyOf(samples);
  }

  /**
   * A wrong value.
   *
   * @param expected what the rows add up to; null when there are none
   * @param actual the stored value; null when there is none
   */
  public record Wrong(long id, @Nullable String expected, @Nullable String actual) {}
}
