package smallbusiness.acceptance.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smallbusiness.acceptance.randomlife.RandomLifeIT;
import smallbusiness.acceptance.support.Business;
import smallbusiness.acceptance.support.Convergence;
import smallbusiness.acceptance.support.LocalRun;
import smallbusiness.acceptance.support.SystemUnderTest;

/**
 * Kills PostgreSQL, Kafka and the registry under load: nothing is lost or applied twice. {@link
 * RandomLifeIT} and {@link ServiceOutageIT} kill the services.
 */
@Order(8)
class CrashIT {

  /** A refused connection fails immediately: without a pause the attempts would run out. */
  private static final long PAUSE_NANOS = 20_000_000;

  @ParameterizedTest
  @ValueSource(strings = {"registry", "kafka", "postgres"})
  void the_read_model_equals_the_systems_after_a_crash_under_load(String name)
      throws IOException, InterruptedException {
    LocalRun system = SystemUnderTest.run();
    long item = Business.item(Business.newName("Crash test of " + name), 100_000);
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger orders = new AtomicInteger();
    Thread business = Thread.ofVirtual().start(() -> trade(item, stop, orders));
    await().until(() -> orders.get() >= 5);
    long before = system.pid(name);

    system.kill(name);

    await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .until(
            () -> system.pid(name) != before && system.terminalText().contains(name + " is back"));
    int ordersAfterCrash = orders.get();
    await().atMost(Duration.ofMinutes(1)).until(() -> orders.get() >= ordersAfterCrash + 5);
    stop.set(true);
    business.join();
    Convergence.awaitAll();
    assertThat(system.terminalText()).contains(name + " was killed by signal 9; restarting");
  }

  /** Places and pays orders; ignores failures while a component is down. */
  private static void trade(long item, AtomicBoolean stop, AtomicInteger orders) {
    int refused = 0;
    while (!stop.get() && refused < 100_000) {
      try {
        long order = Business.order(item);
        Business.pay(order, "10.00");
        orders.incrementAndGet();
      } catch (UncheckedIOException | AssertionError componentIsDown) {
        refused++;
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }
}
