package smallbusiness.messaging.relay.status;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import smallbusiness.messaging.relay.slot.SlotState;

/** The relay's metrics. */
public final class RelayMetrics implements MeterBinder {

  private final RelayStatus status;
  private final RelayLag lag;

  public RelayMetrics(RelayStatus status, RelayLag lag) {
    this.status = status;
    this.lag = lag;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (RelayStatus.Role role : RelayStatus.Role.values()) {
      Gauge.builder("relay.role", status, s -> s.role() == role ? 1 : 0)
          .tag("role", role.name())
          .description("1 for the current role of this process")
          .register(registry);
    }
    Gauge.builder("relay.oldest.unpublished", lag, RelayLag::oldestAgeSeconds)
        .baseUnit("seconds")
        .description("Age of the oldest unpublished event")
        .register(registry);
    Gauge.builder("relay.lag.events", lag, RelayLag::events)
        .description("Approximate number of unpublished events")
        .register(registry);
    Gauge.builder("relay.lag", status, s -> ofSlot(s, SlotState::lagBytes))
        .baseUnit("bytes")
        .description("WAL written since the position that the relay confirmed")
        .register(registry);
    Gauge.builder("relay.wal.retained", status, s -> ofSlot(s, SlotState::retainedBytes))
        .baseUnit("bytes")
        .description("WAL that PostgreSQL keeps for the relay")
        .register(registry);
    Gauge.builder("relay.backoff", status, s -> s.backOff().toMillis() / 1000.0)
        .baseUnit("seconds")
        .description("Pause before the next retry; 0 if the relay is not waiting")
        .register(registry);
    counter(
        registry, "relay.published", "Events published by this process", RelayStatus::published);
    counter(registry, "relay.restarts", "Sessions that ended in a failure", RelayStatus::restarts);
    counter(registry, "relay.repairs", "Lost slots that were recreated", RelayStatus::repairs);
    counter(
        registry,
        "relay.repaired.events",
        "Events that repairs found missing and published",
        RelayStatus::repairedEvents);
  }

  private void counter(
      MeterRegistry registry,
      String name,
      String description,
      ToDoubleFunction<RelayStatus> count) {
    FunctionCounter.builder(name, status, count).description(description).register(registry);
  }

  private static double ofSlot(RelayStatus status, ToLongFunction<SlotState> value) {
    SlotState slot = status.slot();
    return slot == null ? Double.NaN : value.applyAsLong(slot);
  }
}
