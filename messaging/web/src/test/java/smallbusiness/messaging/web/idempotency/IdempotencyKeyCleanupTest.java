package smallbusiness.messaging.web.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

class IdempotencyKeyCleanupTest {

  /** As when an application context is paused and restarted. */
  @Test
  void cleanup_starts_again_after_a_stop() {
    ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    scheduler.initialize();
    JdbcClient nowhere = JdbcClient.create(new DriverManagerDataSource());
    var cleanup =
        new IdempotencyKeyCleanup(
            new IdempotencyKeys(nowhere, Clock.systemUTC()), Duration.ofDays(1), scheduler);
    cleanup.start();
    cleanup.stop();
    assertThat(cleanup.isRunning()).isFalse();

    cleanup.start();

    assertThat(cleanup.isRunning()).isTrue();
    assertThat(scheduler.getScheduledThreadPoolExecutor().getQueue()).isNotEmpty();
    cleanup.stop();
    scheduler.shutdown();
  }
}
