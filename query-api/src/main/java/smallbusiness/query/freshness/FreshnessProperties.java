package smallbusiness.query.freshness;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of freshness tracking.
 *
 * @param recheck how often the applied offsets are compared with the reported ones while they are
 *     behind
 * @param keep how often the times are stored, to be loaded at the next start
 */
@Validated
@ConfigurationProperties("freshness")
record FreshnessProperties(
    @DurationMin(millis = 10) @DefaultValue("100ms") Duration recheck,
    @DurationMin(millis = 10) @DefaultValue("5s") Duration keep) {}
