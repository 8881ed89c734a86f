package smallbusiness.messaging.consistency;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a read waits for the writes that it names.
 *
 * @param defaultWait without a {@code Prefer: wait} in the request
 * @param maxWait whatever the request prefers
 * @param recheck how often all waiting reads are looked after, in case that news of another replica
 *     were lost or that what they wait for was parked; two questions to the database for all
 */
@Validated
@ConfigurationProperties("consistency")
public record ConsistencyProperties(
    @DurationMin(millis = 0) @DefaultValue("2s") Duration defaultWait,
    @DurationMin(millis = 0) @DefaultValue("10s") Duration maxWait,
    @DurationMin(millis = 10) @DefaultValue("250ms") Duration recheck) {}
