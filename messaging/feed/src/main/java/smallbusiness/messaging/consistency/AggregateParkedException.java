package smallbusiness.messaging.consistency;

import java.util.Set;
import smallbusiness.messaging.token.Aggregate;

/** A read waits for an aggregate that has a parked event. */
public final class AggregateParkedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Set<Aggregate> parked;

  AggregateParkedException(Set<Aggregate> parked) {
    super("Parked: " + parked);
    this.parked = Set.copyOf(parked);
  }

  /** The parked aggregates; at least one. */
  public Set<Aggregate> parked() {
    return parked;
  }
}
