package smallbusiness.messaging.consistency;

import java.util.Map;
import smallbusiness.messaging.token.Aggregate;

/** The read model did not have in time what the reader asked for. */
public final class NotYetAppliedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Map<Aggregate, Long> missing;

  NotYetAppliedException(Map<Aggregate, Long> missing) {
    super("Not applied yet: " + missing);
    this.missing = Map.copyOf(missing);
  }

  /** What is missing, with the version that was asked for. */
  public Map<Aggregate, Long> missing() {
    return missing;
  }
}
