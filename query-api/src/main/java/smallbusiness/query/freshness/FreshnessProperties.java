package smallbusiness.query.freshness;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How freshness is found out.
 *
 * @param recheck how often the feeds' offsets are looked at while they have not passed what a
 *     system has reported; without anything to pass nobody looks
 * @param keep how often what was found is stored for the next start
 */
@Validated
@ConfigurationProperties("freshness")
record FreshnessProperties(
    @DurationMin(millis = 10) @DefaultValue("100ms") Duration recheck,
    @DurationMin(millis = 10) @DefaultValue("5s") Duration keep) {}
