package smallbusiness.messaging.schema;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Health {@code schemas}: up when this service has the ids of all schemas that it writes, even if
 * the registry is down. Include it in readiness: without the ids commands fail.
 */
final class SchemasHealth extends AbstractHealthIndicator {

  private final SchemaRegistration registration;

  SchemasHealth(SchemaRegistration registration) {
    this.registration = registration;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    var missing = registration.missing();
    health.status(missing.isEmpty() ? "UP" : "DOWN");
    health.withDetail("registration", registration.state());
    if (!missing.isEmpty()) {
      health.withDetail("missing", missing.stream().map(Object::toString).toList());
    }
    String error = registration.lastError();
    if (error != null) {
      health.withDetail("last_error", error);
    }
  }
}
