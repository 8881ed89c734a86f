package smallbusiness.query.journal;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long the journal keeps events, and how soon it has them. Lineage and the live feed reach as
 * far back as it does.
 *
 * @param keep age at which events leave it; for ever when not set
 * @param pruneInterval how often those are looked for
 * @param pruneBatch most events that one transaction removes
 * @param linger how long it lets events gather on a busy topic: nobody waits for the journal with a
 *     token, but each of its transactions takes processors from the feeds that are waited for
 */
@Validated
@ConfigurationProperties("journal")
record JournalProperties(
    @DurationMin(millis = 1) @Nullable Duration keep,
    @DurationMin(millis = 1) @DefaultValue("1m") Duration pruneInterval,
    @Min(1) @DefaultValue("5000") int pruneBatch,
    @DurationMin @DefaultValue("25ms") Duration linger) {}
