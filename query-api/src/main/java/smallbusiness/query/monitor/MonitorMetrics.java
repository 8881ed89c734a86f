package smallbusiness.query.monitor;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The metrics {@code monitor.*}, by invariant. */
@Component
class MonitorMetrics implements MeterBinder {

  private final MonitorLease lease;
  private final Monitor monitor;
  private final Findings findings;
  private final Clock clock;

  MonitorMetrics(MonitorLease lease, Monitor monitor, Findings findings, Clock clock) {
    this.lease = lease;
    this.monitor = monitor;
    this.findings = findings;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("monitor.leader", lease, held -> held.isHeld() ? 1 : 0)
        .description("1 on the replica that checks the read model")
        .register(registry);
    for (Invariant invariant : Monitor.INVARIANTS) {
      Gauge.builder("monitor.findings", findings, all -> all.count(invariant))
          .description("Confirmed violations of an invariant of the read model")
          .tag("invariant", invariant.name())
          .register(registry);
      TimeGauge.builder("monitor.checked.age", invariant, TimeUnit.MILLISECONDS, this::age)
          .description("Time since the last complete check of an invariant; NaN before the first")
          .tag("invariant", invariant.name())
          .register(registry);
    }
  }

  private double age(Invariant invariant) {
    @Nullable Instant checked = monitor.status(invariant).checked();
    return checked == null ? Double.NaN : Duration.between(checked, clock.instant()).toMillis();
  }
}
