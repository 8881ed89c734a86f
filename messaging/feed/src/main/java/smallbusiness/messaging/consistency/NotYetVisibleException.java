package smallbusiness.messaging.consistency;

import java.util.Map;
import smallbusiness.messaging.token.Aggregate;

/** The read model did not reach the requested versions in time. */
public final class NotYetVisibleException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Map<Aggregate, Long> missing;

  NotYetVisibleException(Map<Aggregate, Long> missing) {
    super("Not visible yet: " + missing);
    this.missing = Map.copyOf(missing);
  }

  /** The missing aggregates, with the requested versions. */
  public Map<Aggregate, Long> missing() {
    return missing;
  }
}
