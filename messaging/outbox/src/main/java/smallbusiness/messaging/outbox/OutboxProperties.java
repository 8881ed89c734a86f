package smallbusiness.messaging.outbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the outbox.
 *
 * @param maxEventSize the largest event that a command may append; must stay below the broker's
 *     {@code message.max.bytes} (1 MiB by default) with room for headers
 * @param retention how long published events are kept, for audit and repair
 * @param daysAhead how many days of partitions are created in advance
 * @param maintenanceInterval how often partitions are created and dropped
 */
@Validated
@ConfigurationProperties("outbox")
public record OutboxProperties(
    @NotNull @DefaultValue("900KB") DataSize maxEventSize,
    @NotNull @DurationMin(hours = 1) @DefaultValue("7d") Duration retention,
    @Min(1) @Max(366) @DefaultValue("3") int daysAhead,
    @NotNull @DurationMin(millis = 10) @DefaultValue("1h") Duration maintenanceInterval) {

  /** A limit below a kilobyte would refuse ordinary events. */
  public OutboxProperties {
    if (maxEventSize.toBytes() < 1024) {
      throw new IllegalArgumentException("outbox.max-event-size must be at least 1KB");
    }
  }
}
