package smallbusiness.acceptance.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static smallbusiness.acceptance.support.Business.QUERY;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import smallbusiness.acceptance.support.Business;

/**
 * Measures the time from a command's response until the single API shows its effect. Few rounds by
 * default; use {@code -Dacceptance.rounds=500} to measure.
 */
@Order(6)
class LatencyIT {

  private static final int ROUNDS = Integer.getInteger("acceptance.rounds", 30);
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final long PAUSE_NANOS = 2_000_000;

  @Test
  void the_single_api_shows_changes_within_milliseconds() {
    long item = Business.item(Business.newName("Measured"), 1_000_000);
    List<Long> payment = new ArrayList<>();
    List<Long> confirmation = new ArrayList<>();
    List<Long> shipment = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      long order = Business.order(item);
      String path = "/api/v1/orders/" + order;
      confirmation.add(until(() -> status(path).equals("CONFIRMED")));
      Business.pay(order, "1.00");
      payment.add(until(() -> QUERY.get(path).body().path("transactions").size() == 1));
      Business.pay(order, "9.00");
      shipment.add(until(() -> status(path).equals("SHIPPED")));
    }

    report("payment recorded -> in the combined order", payment);
    report("order placed -> CONFIRMED in the combined order", confirmation);
    report("paid in full -> SHIPPED in the combined order", shipment);
    // Far above typical values, because a shared machine may stall.
    assertThat(percentile(payment, 50)).isLessThan(Duration.ofSeconds(1).toMillis());
    assertThat(percentile(confirmation, 50)).isLessThan(Duration.ofSeconds(2).toMillis());
    assertThat(percentile(shipment, 50)).isLessThan(Duration.ofSeconds(2).toMillis());
  }

  private static String status(String path) {
    return QUERY.get(path).body().path("status").asString("");
  }

  /** Polls every 2 ms: without a pause, polling would take a processor from the system. */
  private static long until(BooleanSupplier shown) {
    long start = System.nanoTime();
    while (!shown.getAsBoolean()) {
      assertThat(System.nanoTime() - start).isLessThan(LIMIT.toNanos());
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  private static void report(String what, List<Long> millis) {
    System.out.printf(
        Locale.ROOT,
        "%s: p50 %d ms, p99 %d ms over %d%n",
        what,
        percentile(millis, 50),
        percentile(millis, 99),
        millis.size());
  }

  private static long percentile(List<Long> millis, int percent) {
    List<Long> sorted = new ArrayList<>(millis);
    Collections.sort(sorted);
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }
}
