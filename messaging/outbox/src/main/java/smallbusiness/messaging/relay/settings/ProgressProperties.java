package smallbusiness.messaging.relay.settings;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of progress reports.
 *
 * @param interval pause between reports: about how stale an idle system appears at most. Each
 *     report costs a short transaction in the system's database
 */
@Validated
@ConfigurationProperties("progress")
public record ProgressProperties(@DurationMin(millis = 10) @DefaultValue("1s") Duration interval) {}
