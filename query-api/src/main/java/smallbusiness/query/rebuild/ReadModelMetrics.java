package smallbusiness.query.rebuild;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The generations as {@code readmodel.*} metrics. */
@Component
class ReadModelMetrics implements MeterBinder {

  private final ShadowSupervisor watch;

  ReadModelMetrics(ShadowSupervisor watch) {
    this.watch = watch;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("readmodel.generation", watch, ReadModelMetrics::live)
        .description("Number of the generation that answers; not a number before it is known")
        .register(registry);
    Gauge.builder("readmodel.shadow", watch, ReadModelMetrics::shadow)
        .description("1 while there is another generation shadow the live one")
        .register(registry);
    Gauge.builder("readmodel.shadow.lag", watch, ReadModelMetrics::lag)
        .description(
            "Events that this process has yet to apply shadow; not a number if it fills none")
        .register(registry);
    Gauge.builder("readmodel.shadow.failing", watch, ReadModelMetrics::failing)
        .description("1 while a feed of the shadow does not get on in this process")
        .register(registry);
  }

  private static double live(ShadowSupervisor watch) {
    Generations.@Nullable State known = watch.known();
    return known == null ? Double.NaN : (double) known.live();
  }

  private static double shadow(ShadowSupervisor watch) {
    Generations.@Nullable State known = watch.known();
    return known == null || known.shadow() == null ? 0 : 1;
  }

  private static double lag(ShadowSupervisor watch) {
    @Nullable ShadowFiller filling = watch.filling();
    return filling == null ? Double.NaN : (double) filling.lag();
  }

  private static double failing(ShadowSupervisor watch) {
    @Nullable ShadowFiller filling = watch.filling();
    return watch.error() != null || (filling != null && filling.error() != null) ? 1 : 0;
  }
}
