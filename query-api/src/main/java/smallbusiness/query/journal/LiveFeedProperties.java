package smallbusiness.query.journal;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the live feed behaves.
 *
 * @param maxConnections clients that may follow at once; who comes after is refused with 503
 * @param pollInterval how often the journal is asked for news while anybody follows
 * @param heartbeat pause after which a silent connection gets a comment
 */
@Validated
@ConfigurationProperties("live-feed")
record LiveFeedProperties(
    @Min(0) @Max(10_000) @DefaultValue("200") int maxConnections,
    @DurationMin(millis = 1) @DefaultValue("20ms") Duration pollInterval,
    @DurationMin(millis = 100) @DefaultValue("15s") Duration heartbeat) {}
