package smallbusiness.messaging.feed.parked;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event that a feed could not apply, or that is queued behind such an event of its key, as
 * operators see it.
 *
 * @param place its offset in the partition
 * @param payload its bytes in Base64; null in lists, and when it has none
 * @param reason why it could not be applied, or that it is queued
 * @param outcome {@code APPLIED} or {@code SKIPPED}; null while it is parked
 * @param resolvedBy the operator who resolved it; null while it is parked
 */
public record ParkedEvent(
    long id,
    String feed,
    String topic,
    int partition,
    long place,
    String key,
    Map<String, String> headers,
    @Nullable String payload,
    String reason,
    Instant parkedAt,
    @Nullable String outcome,
    @Nullable Instant resolvedAt,
    @Nullable String resolvedBy,
    @Nullable String note) {}
