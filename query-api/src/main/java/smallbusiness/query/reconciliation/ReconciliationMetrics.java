package smallbusiness.query.reconciliation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;
import smallbusiness.schemas.Topic;

/**
 * Results of this process's last reconciliation as {@code reconciliation.*} metrics; NaN before the
 * first one, and if the owning system was unavailable.
 */
@Component
class ReconciliationMetrics implements MeterBinder {

  private final Reconciliation reconciliation;
  private final Clock clock;

  ReconciliationMetrics(Reconciliation reconciliation, Clock clock) {
    this.reconciliation = reconciliation;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Topic topic : Topic.values()) {
      String name = topic.topicName();
      Gauge.builder("reconciliation.differences", () -> ofLast(report -> different(report, name)))
          .description("Aggregates that differ between the read model and the owning system")
          .tag("aggregate", name)
          .register(registry);
    }
    Gauge.builder(
            "reconciliation.figures.wrong",
            () ->
                ofLast(
                    report ->
                        report.figures().stream().mapToDouble(one -> one.report().wrong()).sum()))
        .description("Derived figures that differ from the rows that they are derived from")
        .register(registry);
    TimeGauge.builder(
            "reconciliation.age",
            () -> ofLast(report -> Duration.between(report.ended(), clock.instant()).toMillis()),
            TimeUnit.MILLISECONDS)
        .description("Time since the last reconciliation with the owning systems")
        .register(registry);
  }

  private double ofLast(ToDoubleFunction<ReconciliationReport> value) {
    return reconciliation.last().map(value::applyAsDouble).orElse(Double.NaN);
  }

  private static double different(ReconciliationReport report, String aggregate) {
    return report.aggregates().stream()
        .filter(one -> one.aggregate().equals(aggregate))
        .flatMap(one -> Optional.ofNullable(one.result()).stream())
        .mapToDouble(TopicComparison.Result::different)
        .findFirst()
        .orElse(Double.NaN);
  }
}
