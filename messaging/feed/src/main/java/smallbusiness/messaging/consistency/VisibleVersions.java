package smallbusiness.messaging.consistency;

import java.util.Collection;
import java.util.Map;
import smallbusiness.messaging.token.Aggregate;

/**
 * Tells which aggregate versions a read can see. Declare a bean of this type to enable read your
 * writes in a service.
 */
@FunctionalInterface
public interface VisibleVersions {

  /**
   * The version of each aggregate that is visible to a read that begins now. Aggregates without
   * visible events may be missing from the result. Called by many threads; must answer within
   * milliseconds.
   *
   * @param aggregates at least one, at most a few hundred
   */
  Map<Aggregate, Long> of(Collection<Aggregate> aggregates);
}
