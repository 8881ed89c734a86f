package smallbusiness.messaging.relay.settings;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of topics that are created; existing topics stay unchanged.
 *
 * @param partitions partitions of each topic; fixed for the topic's life, because they decide the
 *     order of events
 * @param replicationFactor copies of each partition, at most the number of brokers
 */
@Validated
@ConfigurationProperties("topics")
public record TopicProperties(
    @Min(1) @DefaultValue("3") int partitions,
    @Min(1) @Max(7) @DefaultValue("1") short replicationFactor) {}
