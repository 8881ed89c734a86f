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
 * Settings of the monitor.
 *
 * @param enabled whether this replica takes part
 * @param chunk keys that are checked with one query
 * @param share maximum share of one database session's time that the checks take; the monitor
 *     pauses after each query accordingly
 * @param interval minimum time from the start of one round over all invariants to the next
 * @param settle age at which an event counts as applied by all feeds
 * @param rechecks how often a recheck must confirm a violation before it is reported
 * @param recheckInterval time between rechecks
 * @param statementTimeout time limit of a query; a slower one counts as a failed check
 * @param maxFindings maximum violations of one invariant that are kept
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
