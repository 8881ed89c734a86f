package smallbusiness.messaging.consistency;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a read waits for the versions that its token names.
 *
 * @param defaultWait the wait without {@code Prefer: wait}
 * @param maxWait upper limit of {@code Prefer: wait}
 * @param recheck interval at which all pending reads are checked, in case a notification was lost
 *     or an aggregate was parked; two queries for all reads together
 */
@Validated
@ConfigurationProperties("consistency")
public record ConsistencyProperties(
    @DurationMin(millis = 0) @DefaultValue("2s") Duration defaultWait,
    @DurationMin(millis = 0) @DefaultValue("10s") Duration maxWait,
    @DurationMin(millis = 10) @DefaultValue("250ms") Duration recheck) {}
