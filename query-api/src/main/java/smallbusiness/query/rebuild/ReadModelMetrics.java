package smallbusiness.query.rebuild;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** The rebuild as {@code readmodel.*} metrics. */
@Component
class ReadModelMetrics implements MeterBinder {

  private final ShadowSupervisor supervisor;

  ReadModelMetrics(ShadowSupervisor supervisor) {
    this.supervisor = supervisor;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("readmodel.generation", this::live)
        .description("Number of the live generation; NaN before it has been read")
        .register(registry);
    Gauge.builder("readmodel.shadow", this::shadow)
        .description("1 while there is a shadow or previous read model")
        .register(registry);
    Gauge.builder("readmodel.shadow.lag", this::lag)
        .description(
            "Events that this process has yet to apply to the shadow; NaN without a shadow")
        .register(registry);
    Gauge.builder("readmodel.shadow.failing", () -> supervisor.error() == null ? 0 : 1)
        .description("1 while filling the shadow fails in this process")
        .register(registry);
  }

  private double live() {
    Generations.State state = supervisor.lastSeen();
    return state == null ? Double.NaN : state.live();
  }

  private double shadow() {
    Generations.State state = supervisor.lastSeen();
    return state == null || state.shadow() == null ? 0 : 1;
  }

  private double lag() {
    ShadowFiller filler = supervisor.filler();
    return filler == null ? Double.NaN : filler.lag();
  }
}
