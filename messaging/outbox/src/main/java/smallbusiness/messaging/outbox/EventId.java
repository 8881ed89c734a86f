package smallbusiness.messaging.outbox;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Identifiers of events: UUIDs of version 7 (RFC 9562), which carry the event's time in
 * milliseconds, so that the time need not travel through the log a second time.
 */
public final class EventId {

  private EventId() {}

  /** A new identifier for something that happened at the given time. */
  public static UUID at(Instant time) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (time.toEpochMilli() << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /** When the event with this identifier happened, to the millisecond. */
  public static Instant timeOf(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }
}
