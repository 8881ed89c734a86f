package smallbusiness.messaging.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class IdempotencyHousekeepingTest {

  /** As an application context does that is paused and goes on. */
  @Test
  void it_starts_again_after_a_stop() {
    JdbcClient nowhere = JdbcClient.create(new DriverManagerDataSource());
    var housekeeping =
        new IdempotencyHousekeeping(
            new IdempotencyKeys(nowhere, Clock.systemUTC()), Duration.ofDays(1));
    housekeeping.start();
    housekeeping.stop();
    assertThat(housekeeping.isRunning()).isFalse();

    housekeeping.start();

    assertThat(housekeeping.isRunning()).isTrue();
    housekeeping.stop();
  }
}
