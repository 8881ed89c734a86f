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
 * How many orders are on their way, and how long the oldest has waited for Warehouse. Each number
 * is read from an index that holds open orders alone, when a scraper asks.
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
        .description("How long the oldest order that Warehouse has not answered for has waited")
        .register(registry);
  }

  private static void open(MeterRegistry registry, Status status, Supplier<Number> count) {
    Gauge.builder("sales.orders.open", count)
        .description("Orders on their way, by status")
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
