package smallbusiness.messaging.feed.consumer;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of feeds.
 *
 * @param enabled whether feeds run in this process
 * @param concurrency consumers of a feed in this process; each owns some of the partitions
 * @param maxBatch most events in one transaction
 * @param retryDelay pause before a failed batch is retried; doubles with every failure
 * @param maxRetryDelay longest such pause
 * @param topicDiscovery how soon a new topic is noticed
 * @param sessionTimeout how long a killed replica keeps its partitions; the broker's minimum is 6 s
 * @param maxParkedKeys limit of parked keys; a feed that reaches it retries instead of parking,
 *     because the cause is probably not the events
 */
@Validated
@ConfigurationProperties("feed")
public record FeedProperties(
    @DefaultValue("true") boolean enabled,
    @Min(1) @Max(100) @DefaultValue("1") int concurrency,
    @Min(1) @Max(10_000) @DefaultValue("500") int maxBatch,
    @DurationMin(millis = 1) @DefaultValue("100ms") Duration retryDelay,
    @DurationMin(millis = 1) @DefaultValue("10s") Duration maxRetryDelay,
    @DurationMin(millis = 100) @DefaultValue("2s") Duration topicDiscovery,
    @DurationMin(seconds = 1) @DefaultValue("6s") Duration sessionTimeout,
    @Min(0) @DefaultValue("1000") int maxParkedKeys) {}
