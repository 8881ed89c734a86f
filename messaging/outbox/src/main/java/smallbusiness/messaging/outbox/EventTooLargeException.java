package smallbusiness.messaging.outbox;

import smallbusiness.schemas.EventType;

/**
 * An event that Kafka would refuse for good. The command that caused it must fail: once committed,
 * the event would block all later ones.
 */
public final class EventTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final long size;
  private final long limit;

  EventTooLargeException(EventType type, String key, long size, long limit) {
    super("%s of %s has %d bytes, at most %d are taken".formatted(type, key, size, limit));
    this.size = size;
    this.limit = limit;
  }

  /** The event's size in bytes. */
  public long size() {
    return size;
  }

  /** The largest size in bytes that is taken. */
  public long limit() {
    return limit;
  }
}
