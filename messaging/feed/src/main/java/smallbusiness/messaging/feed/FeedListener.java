package smallbusiness.messaging.feed;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import smallbusiness.schemas.Topic;

/**
 * Someone who follows topics. Declare a bean of this type, and its events come in: batch by batch,
 * in order within a partition, each batch in a transaction that also stores how far the listener
 * has come. A batch whose transaction fails comes again; nothing is skipped.
 */
public interface FeedListener {

  /** Name under which progress is stored: unique in the service and never changed. */
  String name();

  /** The topics to follow. */
  Set<Topic> topics();

  /**
   * How long after a batch the feed lets events gather before it takes the next: a busy topic then
   * costs a transaction in that time instead of one for every few events. The first event after a
   * pause never waits, nor does a feed that has a full batch to take. Zero unless a listener has
   * nobody who waits for what it applies.
   */
  default Duration linger() {
    return Duration.ZERO;
  }

  /**
   * Applies a batch inside a transaction. Must tolerate events that it has seen before, and may not
   * have effects outside the database.
   *
   * @param events at least one event
   */
  void apply(List<ReceivedEvent> events);
}
