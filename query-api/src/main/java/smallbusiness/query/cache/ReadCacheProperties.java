package smallbusiness.query.cache;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of cached reads. Cached rows are valid until anything is written to the database.
 *
 * @param maxRows cached rows per kind of resource; about 2 KB each
 * @param maxReports cached reports per kind; up to 1,000 rows each
 * @param tolerance how long readers share one check for writes, and so how much older than its
 *     request a cached response may be; at most a second
 */
@Validated
@ConfigurationProperties("read-cache")
record ReadCacheProperties(
    @Min(0) @DefaultValue("10000") int maxRows,
    @Min(0) @DefaultValue("50") int maxReports,
    @NotNull @DurationMin(millis = 0) @DurationMax(seconds = 1) @DefaultValue("2ms")
        Duration tolerance) {}
