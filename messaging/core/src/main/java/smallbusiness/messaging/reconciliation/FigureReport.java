package smallbusiness.messaging.reconciliation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with the figures of a {@link DerivedFigure}, as of one moment.
 *
 * @param checked how many figures there are
 * @param broken how many are not what their rows come to
 * @param first some of the broken ones
 * @param error why nobody could look; null when somebody did
 */
public record FigureReport(
    String sum,
    String promise,
    long checked,
    long broken,
    List<Broken> first,
    @Nullable String error) {

  /** Takes a copy. */
  public FigureReport {
    first = List.copyOf(first);
  }

  /**
   * A figure that is not what its rows come to.
   *
   * @param expected what the rows come to; null when there are none
   * @param actual the figure; null when there is none
   */
  public record Broken(long id, @Nullable String expected, @Nullable String actual) {}
}
