package smallbusiness.messaging.feed;

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
   * Applies a batch inside a transaction. Must tolerate events that it has seen before, and may not
   * have effects outside the database.
   *
   * @param events at least one event
   */
  void apply(List<ReceivedEvent> events);
}
