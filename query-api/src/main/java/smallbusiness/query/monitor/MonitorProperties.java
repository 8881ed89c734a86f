package smallbusiness.query.monitor;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the read model is checked against itself.
 *
 * @param enabled whether this replica takes part
 * @param chunk places that are looked at with one statement
 * @param share most of one database session's time that the checks may take: after a statement the
 *     monitor rests so long that it stays below
 * @param interval time from the begin of one round over everything to the next, at least
 * @param settle age from which events are taken to have passed all feeds
 * @param rechecks how often a suspected breach must be found again before it is reported
 * @param recheckInterval time between two of these
 * @param statementTimeout longest statement; what takes longer is reported as not checked
 * @param maxFindings most breaches of one invariant that are kept
 */
@Validated
@ConfigurationProperties("monitor")
record MonitorProperties(
    @DefaultValue("true") boolean enabled,
    @Min(1) @Max(100_000) @DefaultValue("1000") int chunk,
    @DecimalMin("0.001") @DecimalMax("1.0") @DefaultValue("0.1") double share,
    @DurationMin(millis = 0) @DefaultValue("10s") Duration interval,
    @DurationMin(millis = 0) @DefaultValue("15s") Duration settle,
    @Min(1) @Max(100) @DefaultValue("3") int rechecks,
    @DurationMin(millis = 1) @DefaultValue("5s") Duration recheckInterval,
    @DurationMin(millis = 1) @DefaultValue("10s") Duration statementTimeout,
    @Min(1) @Max(10_000) @DefaultValue("100") int maxFindings) {}
