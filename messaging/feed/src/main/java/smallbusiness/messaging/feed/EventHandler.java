package smallbusiness.messaging.feed;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import smallbusiness.schemas.Topic;

/**
 * Applies the events of some topics. Declare a bean of this type to receive them: in batches, in
 * order within a partition, each batch in a transaction that also stores the offsets. A batch whose
 * transaction fails is delivered again; no event is skipped.
 */
public interface EventHandler {

  /** The name under which offsets are stored: unique in the service, never changed. */
  String name();

  /** The topics whose events this handler applies. */
  Set<Topic> topics();

  /**
   * How long the feed lets events gather after a batch before it takes the next, so that a busy
   * topic needs fewer transactions. The first event after a pause is never delayed, nor is a full
   * batch. Zero unless no reader waits for what this handler applies.
   */
  default Duration linger() {
    return Duration.ZERO;
  }

  /**
   * Applies a batch inside the feed's transaction. Must tolerate events that it has already
   * applied, and must not have effects outside the database.
   *
   * @param events at least one event
   */
  void apply(List<ReceivedEvent> events);
}
