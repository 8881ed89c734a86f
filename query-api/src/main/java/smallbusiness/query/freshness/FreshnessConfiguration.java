package smallbusiness.query.freshness;

import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import smallbusiness.schemas.Owner;

/** Registers the freshness headers and metrics. */
@Configuration(proxyBeanMethods = false)
class FreshnessConfiguration implements WebMvcConfigurer {

  /** After the wait for a consistency token, which may have made the read model fresh enough. */
  private static final int AFTER_WAITING = 50;

  private static final int TO_MILLIS = 3;

  private final FreshnessHeaders headers;

  FreshnessConfiguration(FreshnessHeaders headers) {
    this.headers = headers;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(headers).addPathPatterns("/api/**").order(AFTER_WAITING);
  }

  @Bean
  static MeterBinder staleness(FreshnessTracker tracker, Clock clock) {
    return registry -> {
      for (Owner owner : Owner.values()) {
        TimeGauge.builder(
                "freshness.staleness",
                tracker,
                TimeUnit.MILLISECONDS,
                known -> millis(known.current().staleness(owner, clock.instant())))
            .description("How far the read model is behind a system; NaN when unknown")
            .tag("source", owner.id())
            .register(registry);
      }
    };
  }

  private static double millis(@Nullable BigDecimal seconds) {
    return seconds == null ? Double.NaN : seconds.movePointRight(TO_MILLIS).doubleValue();
  }
}
