package smallbusiness.messaging.outbox;

import smallbusiness.messaging.token.Aggregate;

/** Is notified of every event that a command appends. */
@FunctionalInterface
public interface AppendListener {

  /**
   * An event was appended in the current transaction, which may still roll back.
   *
   * @param version the event's number among the events of its aggregate
   */
  void appended(Aggregate aggregate, long version);
}
