package smallbusiness.query;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Provides the clock, and the scheduler of background work. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class TimeConfiguration {

  /** The freshness tracker and the monitor occupy a thread each. */
  private static final int THREADS = 4;

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  ThreadPoolTaskScheduler taskScheduler() {
    ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    scheduler.setPoolSize(THREADS);
    scheduler.setThreadNamePrefix("background-");
    scheduler.setDaemon(true);
    return scheduler;
  }
}
