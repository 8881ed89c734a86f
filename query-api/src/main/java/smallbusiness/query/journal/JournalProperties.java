package smallbusiness.query.journal;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the journal. Lineage and the live feed reach as far back as the journal.
 *
 * @param keep age at which events are removed; never when not set
 * @param pruneInterval how often old events are removed
 * @param pruneBatch maximum events removed in one transaction
 */
@Validated
@ConfigurationProperties("journal")
record JournalProperties(
    @DurationMin(millis = 1) @Nullable Duration keep,
    @DurationMin(millis = 1) @DefaultValue("1m") Duration pruneInterval,
    @Min(1) @DefaultValue("5000") int pruneBatch) {}
