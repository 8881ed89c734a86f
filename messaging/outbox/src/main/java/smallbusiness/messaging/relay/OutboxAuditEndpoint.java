package smallbusiness.messaging.relay;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** Lets an operator prove that nothing is lost, and send events again. */
@Endpoint(id = "outboxaudit")
public final class OutboxAuditEndpoint {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Audit audit;
  private final Republishing republishing;

  OutboxAuditEndpoint(Audit audit, Republishing republishing) {
    this.audit = audit;
    this.republishing = republishing;
  }

  /**
   * Audits a span of time.
   *
   * @param from first moment, as ISO 8601 text
   * @param to first moment after the span
   */
  @ReadOperation
  public AuditReport audit(String from, String to) throws SQLException, InterruptedException {
    return audit.run(Instant.parse(from), Instant.parse(to), PATIENCE);
  }

  /**
   * Sends events of a span of time again.
   *
   * @param from first moment, as ISO 8601 text
   * @param to first moment after the span
   * @param missingOnly whether to send only what an audit finds missing, or everything
   */
  @WriteOperation
  public Sent republish(String from, String to, boolean missingOnly)
      throws SQLException, InterruptedException {
    Instant begin = Instant.parse(from);
    Instant end = Instant.parse(to);
    if (!missingOnly) {
      return new Sent(true, republishing.span(begin, end));
    }
    AuditReport report = audit.run(begin, end, PATIENCE);
    if (!report.decided()) {
      return new Sent(false, 0);
    }
    List<AuditReport.Finding> missing = report.missing();
    return new Sent(
        true, republishing.events(missing.stream().map(AuditReport.Finding::eventId).toList()));
  }

  /**
   * What was sent again.
   *
   * @param decided false when the relay is behind, so that nobody can tell what is missing
   */
  public record Sent(boolean decided, long events) {}
}
