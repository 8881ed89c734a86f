package smallbusiness.messaging.relay;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The relay's meters. */
final class RelayMetrics implements MeterBinder {

  private final RelayStatus status;
  private final Backlog backlog;

  RelayMetrics(RelayStatus status, Backlog backlog) {
    this.status = status;
    this.backlog = backlog;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (RelayStatus.Role role : RelayStatus.Role.values()) {
      Gauge.builder("relay.role", status, s -> s.role() == role ? 1 : 0)
          .tag("role", role.name())
          .description("1 for what this process does for the outbox now")
          .register(registry);
    }
    Gauge.builder("relay.oldest.unpublished", backlog, Backlog::oldestAgeSeconds)
        .baseUnit("seconds")
        .description("Age of the oldest committed event that is not in Kafka")
        .register(registry);
    Gauge.builder("relay.lag.events", backlog, Backlog::events)
        .description("About how many committed events are not in Kafka")
        .register(registry);
    Gauge.builder("relay.lag", status, s -> ofSlot(s, SlotState::lagBytes))
        .baseUnit("bytes")
        .description("Log written since the position confirmed by the relay")
        .register(registry);
    Gauge.builder("relay.wal.retained", status, s -> ofSlot(s, SlotState::retainedBytes))
        .baseUnit("bytes")
        .description("Log that PostgreSQL keeps for the relay")
        .register(registry);
    Gauge.builder("relay.backoff", status, s -> s.pause().toMillis() / 1000.0)
        .baseUnit("seconds")
        .description("How long the relay waits after its last failure; 0 when it does not wait")
        .register(registry);
    for (Finding finding : Finding.values()) {
      Gauge.builder("relay.audit", status, s -> finding.in(s.audit()))
          .tag("finding", finding.name().toLowerCase(Locale.ROOT))
          .description("Events that the last audit found not to be in Kafka once and in order")
          .register(registry);
    }
    FunctionCounter.builder("relay.published", status, RelayStatus::published)
        .description("Events published by this process")
        .register(registry);
    FunctionCounter.builder("relay.restarts", status, RelayStatus::restarts)
        .description("Sessions that ended in a failure")
        .register(registry);
    FunctionCounter.builder("relay.repairs", status, RelayStatus::repairs)
        .description("Times a lost slot was made anew")
        .register(registry);
    FunctionCounter.builder("relay.repaired.events", status, RelayStatus::republished)
        .description("Events that repairs found missing and published")
        .register(registry);
  }

  /** What an audit may find. */
  private enum Finding {
    MISSING,
    REPEATED,
    DISORDERED;

    double in(@Nullable AuditReport report) {
      if (report == null || !report.decided()) {
        return Double.NaN;
      }
      return switch (this) {
        case MISSING -> report.missing().size();
        case REPEATED -> report.repeated().size();
        case DISORDERED -> report.disordered().size();
      };
    }
  }

  private static double ofSlot(RelayStatus status, ToLongFunction<SlotState> value) {
    SlotState slot = status.slot();
    return slot == null ? Double.NaN : value.applyAsLong(slot);
  }
}
