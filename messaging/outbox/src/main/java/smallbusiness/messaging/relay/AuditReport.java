package smallbusiness.messaging.relay;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What an audit found for a span of time.
 *
 * @param from first moment of the span
 * @param to first moment after it
 * @param rows committed events in the outbox
 * @param decided whether the relay has passed everything that was looked at; when not, what is
 *     missing may still be on its way
 * @param missing events that no record carries
 * @param repeated events that stand in their topic more than once, those sent again on purpose not
 *     counted
 * @param disordered events that stand behind a later one of their key
 * @param sentAgain records marked as sent again on purpose
 */
public record AuditReport(
    Instant from,
    Instant to,
    long rows,
    boolean decided,
    List<Finding> missing,
    List<Finding> repeated,
    List<Finding> disordered,
    long sentAgain) {

  /** Names are cut off here; the numbers of rows are not. */
  static final int MOST_FINDINGS = 10_000;

  /** Whether it is proven that every event is in Kafka once and in order. */
  public boolean isSound() {
    return decided && missing.isEmpty() && repeated.isEmpty() && disordered.isEmpty();
  }

  /**
   * One event that is not as it should be.
   *
   * @param id its number in the outbox, or 0 when it is no longer kept
   */
  public record Finding(UUID eventId, String topic, String key, long sequence, long id) {}
}
