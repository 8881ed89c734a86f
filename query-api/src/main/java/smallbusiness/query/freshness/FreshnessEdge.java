package smallbusiness.query.freshness;

import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import smallbusiness.schemas.Owner;

/** Brings freshness into every answer and into the metrics. */
@Configuration(proxyBeanMethods = false)
class FreshnessEdge implements WebMvcConfigurer {

  /** After a wait for a token, which may have made the read model fresh enough. */
  private static final int AFTER_WAITING = 50;

  private static final int TO_MILLIS = 3;

  private final FreshnessHeaders headers;

  FreshnessEdge(FreshnessHeaders headers) {
    this.headers = headers;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(headers).addPathPatterns("/api/**").order(AFTER_WAITING);
  }

  @Bean
  static MeterBinder staleness(FreshnessWatch watch, Clock clock) {
    return registry -> {
      for (Owner owner : Owner.values()) {
        TimeGauge.builder(
                "freshness.staleness", watch, TimeUnit.MILLISECONDS, w -> millis(w, owner, clock))
            .description("How far the read model is behind a system; not a number when not known")
            .tag("source", owner.id())
            .register(registry);
      }
    };
  }

  private static double millis(FreshnessWatch watch, Owner owner, Clock clock) {
    BigDecimal seconds = watch.now().staleness(owner, clock.instant());
    return seconds == null ? Double.NaN : seconds.movePointRight(TO_MILLIS).doubleValue();
  }
}
