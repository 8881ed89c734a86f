package smallbusiness.messaging.consistency;

import java.util.Set;
import smallbusiness.messaging.token.Aggregate;

/** What the reader asked for stands behind an event that could not be applied. */
public final class AggregateParkedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Set<Aggregate> parked;

  AggregateParkedException(Set<Aggregate> parked) {
    super("Parked: " + parked);
    this.parked = Set.copyOf(parked);
  }

  /** What is parked; at least one. */
  public Set<Aggregate> parked() {
    return parked;
  }
}
