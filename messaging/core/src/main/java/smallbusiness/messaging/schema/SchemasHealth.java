package smallbusiness.messaging.schema;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Health {@code schemas}: up when the number of every schema that this system writes is known,
 * whether or not the registry answers now. Belongs into readiness: without, commands fail.
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
