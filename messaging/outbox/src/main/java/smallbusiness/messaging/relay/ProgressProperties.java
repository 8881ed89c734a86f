package smallbusiness.messaging.relay;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a system reports its progress.
 *
 * @param interval pause between two reports: an idle system looks at most about this much old, and
 *     each report costs a short transaction in its database
 */
@Validated
@ConfigurationProperties("progress")
public record ProgressProperties(@DurationMin(millis = 10) @DefaultValue("1s") Duration interval) {}
