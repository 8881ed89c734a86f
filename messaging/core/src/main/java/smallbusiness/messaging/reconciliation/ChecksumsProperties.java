package smallbusiness.messaging.reconciliation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of a response with checksums, rows or figures.
 *
 * @param rangeSize rows per range
 * @param maxRanges maximum ranges per response
 * @param maxRows maximum rows per response
 * @param timeout maximum duration of a statement in the database
 */
@Validated
@ConfigurationProperties("checksums")
public record ChecksumsProperties(
    @Min(1) @Max(100_000) @DefaultValue("500") int rangeSize,
    @Min(1) @Max(1_000) @DefaultValue("20") int maxRanges,
    @Min(100) @Max(100_000) @DefaultValue("1000") int maxRows,
    @DurationMin(millis = 1) @DefaultValue("10s") Duration timeout) {}
