package smallbusiness.messaging.consistency;

import java.util.Collection;
import java.util.Set;
import smallbusiness.messaging.token.Aggregate;

/** Finds aggregates with parked events, which make no progress until an operator resolves them. */
@FunctionalInterface
interface ParkedAggregates {

  /** The given aggregates that are parked now. Called by one thread. */
  Set<Aggregate> among(Collection<Aggregate> aggregates);
}
