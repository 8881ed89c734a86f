package smallbusiness.acceptance.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import smallbusiness.acceptance.support.Business;
import smallbusiness.acceptance.support.Http.Answer;
import smallbusiness.acceptance.support.SystemUnderTest;

/** The staleness of a stopped system grows; an idle system stays fresh. */
@Order(5)
class FreshnessIT {

  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final List<String> SYSTEMS = List.of("warehouse", "sales", "accounting");

  @AfterEach
  void awaitFreshness() {
    await().atMost(TIMEOUT).until(() -> SYSTEMS.stream().allMatch(system -> staleness(system) < 3));
  }

  @Test
  void idle_systems_stay_fresh() {
    await().atMost(TIMEOUT).until(() -> SYSTEMS.stream().allMatch(system -> staleness(system) < 3));

    String first = asOf();
    await().atMost(TIMEOUT).until(() -> !asOf().equals(first));
    assertThat(read("Max-Staleness", "30").status()).isEqualTo(200);
  }

  @Test
  void a_frozen_system_becomes_stale_without_any_lag() throws Exception {
    SystemUnderTest.run().freeze("sales");
    try {
      await().atMost(TIMEOUT).until(() -> staleness("sales") > 5);

      assertThat(staleness("warehouse")).isLessThan(staleness("sales"));
      Answer refused = read("Max-Staleness", "sales=4");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.body().path("type").asString()).isEqualTo("urn:problem:too-stale");
      assertThat(refused.header("Retry-After")).isNotEmpty();
      assertThat(read("Max-Staleness", "warehouse=30, accounting=30").status()).isEqualTo(200);
    } finally {
      SystemUnderTest.run().unfreeze("sales");
    }
  }

  @Test
  void a_killed_system_becomes_stale() throws IOException {
    SystemUnderTest.run().kill("accounting");

    await().atMost(TIMEOUT).until(() -> staleness("accounting") > 3);
  }

  private static Answer read(String header, String value) {
    return Business.QUERY.send("GET", "/api/v1/orders?limit=1", "", header, value);
  }

  private static String asOf() {
    return Business.QUERY.get("/api/v1/orders?limit=1").header("As-Of");
  }

  /** The staleness in seconds; a day if it is unknown. */
  private static double staleness(String system) {
    String header = Business.QUERY.get("/api/v1/orders?limit=1").header("Staleness");
    String seconds = header.replaceAll(".*" + system + "=([^,]+).*", "$1");
    return seconds.equals("unknown") ? 86_400 : new BigDecimal(seconds).doubleValue();
  }
}
