package smallbusiness.query.rebuild;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the shadow read model is filled, compared and switched to.
 *
 * @param pollInterval how often each replica checks whether a shadow was created or dropped
 * @param connections maximum database connections of the shadow's feeds in each replica
 * @param comparePatience how long a comparison waits for both read models to be at the same offsets
 *     of a topic; after that, the topic is reported as undecided
 * @param switchPatience how long a switch is attempted before it is refused
 * @param hold maximum time for which one attempt stops the live feeds while the shadow catches up
 * @param near a switch is refused immediately when the shadow is more offsets behind than this
 * @param samples maximum rows of each table in a comparison's report
 */
@Validated
@ConfigurationProperties("read-model")
record ReadModelProperties(
    @DurationMin(millis = 10) @DefaultValue("1s") Duration pollInterval,
    @Min(1) @Max(100) @DefaultValue("7") int connections,
    @DurationMin(millis = 0) @DefaultValue("30s") Duration comparePatience,
    @DurationMin(millis = 0) @DefaultValue("10s") Duration switchPatience,
    @DurationMin(millis = 1) @DefaultValue("1s") Duration hold,
    @Min(0) @DefaultValue("2000") long near,
    @Min(0) @Max(1000) @DefaultValue("10") int samples) {}
