package smallbusiness.query.monitor;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** The monitor's state as {@code monitor.*} metrics, tagged with the invariant's name. */
@Component
class MonitorMetrics implements MeterBinder {

  private final Leadership leadership;
  private final Monitor monitor;
  private final Findings findings;
  private final Clock clock;

  MonitorMetrics(Leadership leadership, Monitor monitor, Findings findings, Clock clock) {
    this.leadership = leadership;
    this.monitor = monitor;
    this.findings = findings;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("monitor.leads", leadership, lead -> lead.isHeld() ? 1 : 0)
        .description("1 on the replica that checks the read model")
        .register(registry);
    for (Invariant invariant : Monitor.INVARIANTS) {
      String name = invariant.name();
      Gauge.builder("monitor.findings", findings, all -> all.count(name, true))
          .description("Places at which an invariant of the read model is certainly broken")
          .tag("invariant", name)
          .register(registry);
      TimeGauge.builder("monitor.checked.age", name, TimeUnit.MILLISECONDS, this::age)
          .description("Time since all of the read model was last checked; not a number before")
          .tag("invariant", name)
          .register(registry);
    }
  }

  private double age(String invariant) {
    var checked = monitor.rounds().getOrDefault(invariant, Round.NONE).checked();
    return checked == null ? Double.NaN : Duration.between(checked, clock.instant()).toMillis();
  }
}
