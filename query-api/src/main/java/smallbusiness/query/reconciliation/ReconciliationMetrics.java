package smallbusiness.query.reconciliation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import smallbusiness.query.reconciliation.TopicComparison.Found;
import smallbusiness.schemas.Topic;

/**
 * What the last comparison of this process found, as {@code reconciliation.*} metrics; not a number
 * while there was none, or the owner was away.
 */
@Component
class ReconciliationMetrics implements MeterBinder {

  private final Reconciliation comparison;
  private final Clock clock;

  ReconciliationMetrics(Reconciliation comparison, Clock clock) {
    this.comparison = comparison;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Topic topic : Topic.values()) {
      String name = topic.topicName();
      Gauge.builder("reconciliation.differences", () -> different(name))
          .description("Aggregates of which the read model and their owner do not say the same")
          .tag("aggregate", name)
          .register(registry);
    }
    Gauge.builder("reconciliation.figures.wrong", this::broken)
        .description("Figures that are not what their rows come to")
        .register(registry);
    TimeGauge.builder("reconciliation.age", this::age, TimeUnit.MILLISECONDS)
        .description("Time since the read model was last compared with its owners")
        .register(registry);
  }

  private double different(String aggregate) {
    return comparison.last().stream()
        .flatMap(report -> report.aggregates().stream())
        .filter(one -> one.aggregate().equals(aggregate))
        .flatMap(one -> Optional.ofNullable(one.found()).stream())
        .mapToDouble(Found::different)
        .findFirst()
        .orElse(Double.NaN);
  }

  private double broken() {
    return comparison
        .last()
        .map(report -> report.sums().stream().mapToDouble(one -> one.report().broken()).sum())
        .orElse(Double.NaN);
  }

  private double age() {
    return comparison
        .last()
        .map(report -> (double) Duration.between(report.ended(), clock.instant()).toMillis())
        .orElse(Double.NaN);
  }
}
