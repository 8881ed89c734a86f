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
 * Addresses of the owning systems and limits of a reconciliation. Nothing else calls the owning
 * systems.
 *
 * @param warehouse address of Warehouse; defaults to that of a local run
 * @param sales address of Sales; defaults to that of a local run
 * @param accounting address of Accounting; defaults to that of a local run
 * @param connectTimeout time after which a system without a connection counts as unavailable
 * @param answerTimeout time after which a system without a response counts as unavailable
 * @param patience how long rows that may be in flight are rechecked before they count as different
 * @param recheckInterval time between two checks of rows that may be in flight
 * @param timeLimit maximum duration of the first pass; ranges not reached by then are not compared
 * @param maxSuspects maximum aggregates of a topic that are compared one by one
 * @param maxDifferences maximum differences of a topic that a report names
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

  /** The address of a system. */
  URI url(Owner system) {
    return switch (system) {
      case WAREHOUSE -> url(warehouse, 8002);
      case SALES -> url(sales, 8001);
      case ACCOUNTING -> url(accounting, 8003);
    };
  }

  private static URI url(@Nullable Address given, int defaultPort) {
    return given == null ? URI.create("http://localhost:" + defaultPort) : given.url();
  }

  /**
   * Address of a system.
   *
   * @param url scheme, host and port
   */
  record Address(@NotNull URI url) {}
}
