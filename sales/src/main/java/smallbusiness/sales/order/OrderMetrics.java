package smallbusiness.sales.order;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Counts open orders and measures how long the oldest has waited for Warehouse. Each scrape reads
 * from indexes that hold open orders only.
 */
@Component
class OrderMetrics implements MeterBinder {

  private final Orders orders;
  private final Clock clock;

  OrderMetrics(Orders orders, Clock clock) {
    this.orders = orders;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    open(registry, Status.PLACED, orders::countPlaced);
    open(registry, Status.CONFIRMED, orders::countConfirmed);
    TimeGauge.builder(
            "sales.orders.oldest.placed", () -> oldestWait().toMillis(), TimeUnit.MILLISECONDS)
        .description("Age of the oldest order that Warehouse has not confirmed or rejected")
        .register(registry);
  }

  private static void open(MeterRegistry registry, Status status, Supplier<Number> count) {
    Gauge.builder("sales.orders.open", count)
        .description("Open orders by status")
        .tag("status", status.name())
        .register(registry);
  }

  private Duration oldestWait() {
    Instant now = clock.instant();
    return orders
        .oldestPlaced()
        .map(placedAt -> Duration.between(placedAt, now))
        .orElse(Duration.ZERO);
  }
}
