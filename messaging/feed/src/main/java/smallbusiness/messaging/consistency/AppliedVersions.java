package smallbusiness.messaging.consistency;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import smallbusiness.messaging.token.Aggregate;

/**
 * What a read model has of the aggregates that it follows. A service that wants its readers to see
 * their writes declares a bean of this type; the rest follows by itself.
 */
@FunctionalInterface
public interface AppliedVersions {

  /**
   * The feeds that make aggregates visible: what one of them has applied ends the waits for it, and
   * an aggregate that one of them has parked does not get on, and is not waited for. None, as long
   * as a service does not say: then those who wait look again by themselves, and that is all.
   */
  default Set<String> feeds() {
    return Set.of();
  }

  /**
   * The version of each aggregate up to which its events are visible to a read that begins now. An
   * aggregate of which nothing is visible may be missing from the answer. Called by many threads,
   * in batches, and must answer within milliseconds.
   *
   * @param aggregates at least one, at most a few hundred
   */
  Map<Aggregate, Long> of(Collection<Aggregate> aggregates);
}
