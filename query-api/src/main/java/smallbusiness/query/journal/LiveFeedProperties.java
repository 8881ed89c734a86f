package smallbusiness.query.journal;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the live feed.
 *
 * @param maxConnections concurrent subscribers; further ones are refused with 503
 * @param pollInterval how often the journal is checked for new events while there are subscribers
 * @param heartbeat pause after which an idle connection gets a comment
 */
@Validated
@ConfigurationProperties("live-feed")
record LiveFeedProperties(
    @Min(0) @Max(10_000) @DefaultValue("200") int maxConnections,
    @DurationMin(millis = 1) @DefaultValue("20ms") Duration pollInterval,
    @DurationMin(millis = 100) @DefaultValue("15s") Duration heartbeat) {}
