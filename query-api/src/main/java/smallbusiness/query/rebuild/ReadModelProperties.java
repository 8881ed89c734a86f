package smallbusiness.query.rebuild;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a generation shadow the live one is filled, compared and switched to.
 *
 * @param pollInterval how soon each replica notices that there is one, or that there is none any
 *     more
 * @param connections most connections to the database that its feeds take in each replica
 * @param comparePatience how long a comparison waits for a moment at which both generations have
 *     passed the same events; of feeds that have none it says so
 * @param switchPatience how long a switch is tried before it is refused
 * @param hold longest time for which one try holds the live feeds up, while the shadow read model
 *     passes them
 * @param near from how many events behind the live generation on a switch is refused at once
 * @param samples most rows that a comparison shows of each table
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
