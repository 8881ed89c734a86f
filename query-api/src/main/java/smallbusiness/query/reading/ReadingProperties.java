package smallbusiness.query.reading;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How single resources and reports are read.
 *
 * @param rememberedRows most rows of a kind that are kept in memory until anything is written to
 *     the database; about 2 KB each
 * @param rememberedReports most reports of a kind that are kept in the same way; up to 1,000 rows
 *     each
 * @param tolerance how long a look at whether anything was written serves all readers: so much
 *     older than its request an answer from memory may be; at most a second
 */
@Validated
@ConfigurationProperties("reading")
record ReadingProperties(
    @Min(0) @DefaultValue("10000") int rememberedRows,
    @Min(0) @DefaultValue("50") int rememberedReports,
    @NotNull @DurationMin(millis = 0) @DurationMax(seconds = 1) @DefaultValue("2ms")
        Duration tolerance) {}
