package smallbusiness.messaging.feed;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import smallbusiness.schemas.EventType;

/**
 * An event received from Kafka, decoded.
 *
 * @param type its type in the catalogue
 * @param partition the partition of its topic
 * @param offset its offset in the partition
 * @param key the aggregate's identifier as text
 * @param id CloudEvents {@code id}: globally unique
 * @param time CloudEvents {@code time}: when the command happened
 * @param sequence CloudEvents {@code sequence}: the aggregate's version, 1, 2, 3 without a gap
 * @param traceparent W3C trace context of the command; null when it had none
 * @param payload the event itself
 */
public record ReceivedEvent(
    EventType type,
    int partition,
    long offset,
    String key,
    String id,
    Instant time,
    long sequence,
    @Nullable String traceparent,
    SpecificRecord payload) {}
