package smallbusiness.messaging.feed;

import java.util.List;
import java.util.Set;
import org.springframework.core.Ordered;
import smallbusiness.schemas.Topic;

/**
 * Applies the events of some topics. Declare beans of this type: the service's feed hands each
 * batch to all of them, by their order, in one transaction that also stores the offsets. Events of
 * a partition come in order. A batch whose transaction fails is delivered again; no event is
 * skipped.
 */
public interface EventHandler extends Ordered {

  /** The topics whose events this handler applies. */
  Set<Topic> topics();

  /**
   * Applies a batch inside the feed's transaction. Must tolerate events that it has already
   * applied, and must not have effects outside the database.
   *
   * @param events at least one event
   * @throws RetryLaterException when the batch cannot be applied at present
   * @throws EventTooEarlyException when an event refers to data that is not visible yet
   */
  void apply(List<ReceivedEvent> events);

  @Override
  default int getOrder() {
    return 0;
  }
}
