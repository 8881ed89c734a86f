package smallbusiness.query.reconciliation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import smallbusiness.schemas.Owner;

/**
 * Where the owners of the data answer, and how a comparison with them goes. Nothing is asked of
 * them but then.
 *
 * @param warehouse Warehouse; without one the local run's
 * @param sales Sales; without one the local run's
 * @param accounting Accounting; without one the local run's
 * @param connectTimeout after that long without a connection an owner counts as away
 * @param answerTimeout after that long without an answer an owner counts as away
 * @param patience how long the read model may take to follow what differs
 * @param recheckInterval time between two looks at what differs
 * @param timeLimit longest way over everything, before the patience; what it has not come to by
 *     then is not compared
 * @param maxSuspects most aggregates of a topic that are looked at one by one
 * @param maxDifferences most differences of a topic that a report names
 */
@Validated
@ConfigurationProperties("reconciliation")
record ReconciliationProperties(
    @Valid @Nullable Address warehouse,
    @Valid @Nullable Address sales,
    @Valid @Nullable Address accounting,
    @DurationMin(millis = 1) @DefaultValue("2s") Duration connectTimeout,
    @DurationMin(millis = 1) @DefaultValue("15s") Duration answerTimeout,
    @DurationMin(millis = 0) @DefaultValue("10s") Duration patience,
    @DurationMin(millis = 10) @DefaultValue("250ms") Duration recheckInterval,
    @DurationMin(millis = 1) @DefaultValue("2m") Duration timeLimit,
    @Min(1) @Max(100_000) @DefaultValue("1000") int maxSuspects,
    @Min(1) @Max(100_000) @DefaultValue("100") int maxDifferences) {

  /** Where an owner answers. */
  URI url(Owner owner) {
    return switch (owner) {
      case WAREHOUSE -> url(warehouse, 8002);
      case SALES -> url(sales, 8001);
      case ACCOUNTING -> url(accounting, 8003);
    };
  }

  private static URI url(@Nullable Address given, int portOfLocalRun) {
    return given == null ? URI.create("http://localhost:" + portOfLocalRun) : given.url();
  }

  /**
   * Where a system answers.
   *
   * @param url scheme, host and port
   */
  record Address(@NotNull URI url) {}
}
