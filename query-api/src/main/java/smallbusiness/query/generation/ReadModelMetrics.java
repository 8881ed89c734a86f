package smallbusiness.query.generation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The generations as {@code readmodel.*} metrics. */
@Component
class ReadModelMetrics implements MeterBinder {

  private final Watch watch;

  ReadModelMetrics(Watch watch) {
    this.watch = watch;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("readmodel.generation", watch, ReadModelMetrics::live)
        .description("Number of the generation that answers; not a number before it is known")
        .register(registry);
    Gauge.builder("readmodel.beside", watch, ReadModelMetrics::beside)
        .description("1 while there is another generation beside the live one")
        .register(registry);
    Gauge.builder("readmodel.beside.lag", watch, ReadModelMetrics::lag)
        .description(
            "Events that this process has yet to apply beside; not a number if it fills none")
        .register(registry);
    Gauge.builder("readmodel.beside.failing", watch, ReadModelMetrics::failing)
        .description("1 while a feed of the one beside does not get on in this process")
        .register(registry);
  }

  private static double live(Watch watch) {
    Generations.@Nullable State known = watch.known();
    return known == null ? Double.NaN : (double) known.live();
  }

  private static double beside(Watch watch) {
    Generations.@Nullable State known = watch.known();
    return known == null || known.beside() == null ? 0 : 1;
  }

  private static double lag(Watch watch) {
    @Nullable Filling filling = watch.filling();
    return filling == null ? Double.NaN : (double) filling.lag();
  }

  private static double failing(Watch watch) {
    @Nullable Filling filling = watch.filling();
    return watch.error() != null || (filling != null && !filling.errors().isEmpty()) ? 1 : 0;
  }
}
