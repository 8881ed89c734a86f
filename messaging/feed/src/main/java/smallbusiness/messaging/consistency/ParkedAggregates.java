package smallbusiness.messaging.consistency;

import java.util.Collection;
import java.util.Set;
import smallbusiness.messaging.token.Aggregate;

/** Says which aggregates do not get on until an operator resolves what is parked of them. */
@FunctionalInterface
interface ParkedAggregates {

  /** Those of the given aggregates that are parked now; asked in batches, by one thread. */
  Set<Aggregate> among(Collection<Aggregate> aggregates);
}
