package smallbusiness.messaging.outbox;

import smallbusiness.schemas.EventType;

/**
 * An event is larger than Kafka accepts. The command must fail: a committed event of that size
 * would block all later ones.
 */
public final class EventTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1;

  EventTooLargeException(EventType type, String key, long size, long limit) {
    super("%s of %s has %d bytes; the limit is %d".formatted(type, key, size, limit));
  }
}
