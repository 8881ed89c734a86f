package smallbusiness.messaging.outbox;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Identifiers of events: UUIDs of version 7 (RFC 9562). They contain the event's time in
 * milliseconds, so the relay does not read the time from the log.
 */
public final class EventId {

  private EventId() {}

  /** Creates an identifier for an event of the given time. */
  public static UUID at(Instant time) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (time.toEpochMilli() << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /** The time of the event, with millisecond precision. */
  public static Instant timeOf(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }
}
