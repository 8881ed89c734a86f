package smallbusiness.messaging.relay.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The findings of an audit.
 *
 * @param from start of the period, inclusive
 * @param to end of the period, exclusive
 * @param rows committed events in the outbox
 * @param decided false if the relay has not passed all rows yet, so that missing events may still
 *     be on their way
 * @param missing events without a record
 * @param repeated events with more than one record, not counting republished ones
 * @param outOfOrder events that come after a later event of their key
 * @param republished number of records marked as published again on purpose
 */
public record AuditReport(
    Instant from,
    Instant to,
    long rows,
    boolean decided,
    List<Finding> missing,
    List<Finding> repeated,
    List<Finding> outOfOrder,
    long republished) {

  /** The maximum number of findings of one kind. */
  static final int MAX_FINDINGS = 10_000;

  /** Whether every event is proven to be in Kafka once and in order. */
  public boolean isClean() {
    return decided && missing.isEmpty() && repeated.isEmpty() && outOfOrder.isEmpty();
  }

  /**
   * One event that violates the guarantee.
   *
   * @param id its number in the outbox, or 0 if it is no longer kept
   */
  public record Finding(UUID eventId, String topic, String key, long sequence, long id) {}
}
