package smallbusiness.messaging.reconciliation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What one question for a statement may cost.
 *
 * @param pieceSize rows that are summed up in one piece
 * @param maxPieces most pieces of an answer
 * @param maxRows most rows of an answer that shows them
 * @param timeout longest statement in the database
 */
@Validated
@ConfigurationProperties("checksums")
public record ChecksumsProperties(
    @Min(1) @Max(100_000) @DefaultValue("500") int pieceSize,
    @Min(1) @Max(1_000) @DefaultValue("20") int maxPieces,
    @Min(100) @Max(100_000) @DefaultValue("1000") int maxRows,
    @DurationMin(millis = 1) @DefaultValue("10s") Duration timeout) {}
