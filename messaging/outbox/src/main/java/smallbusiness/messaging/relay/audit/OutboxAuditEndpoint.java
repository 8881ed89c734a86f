package smallbusiness.messaging.relay.audit;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** Audits a period on demand, and publishes its events again. */
@Endpoint(id = "outboxaudit")
public final class OutboxAuditEndpoint {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final OutboxAudit audit;
  private final Republisher republisher;

  OutboxAuditEndpoint(OutboxAudit audit, Republisher republisher) {
    this.audit = audit;
    this.republisher = republisher;
  }

  /**
   * Audits a period.
   *
   * @param from start, inclusive, in ISO 8601
   * @param to end, exclusive
   */
  @ReadOperation
  public AuditReport audit(String from, String to) throws SQLException, InterruptedException {
    return audit.run(Instant.parse(from), Instant.parse(to), TIMEOUT);
  }

  /**
   * Publishes events of a period again.
   *
   * @param from start, inclusive, in ISO 8601
   * @param to end, exclusive
   * @param missingOnly whether to publish only what an audit finds missing
   */
  @WriteOperation
  public Republished republish(String from, String to, boolean missingOnly)
      throws SQLException, InterruptedException {
    List<UUID> only = null;
    if (missingOnly) {
      AuditReport report = audit(from, to);
      if (!report.decided()) {
        return new Republished(false, 0);
      }
      only = report.missing().stream().map(AuditReport.Finding::eventId).toList();
    }
    return new Republished(true, republisher.publish(Instant.parse(from), Instant.parse(to), only));
  }

  /**
   * What was published again.
   *
   * @param decided false if the relay is behind, so that the missing events are unknown
   */
  public record Republished(boolean decided, long events) {}
}
