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
import smallbusiness.acceptance.support.TheSystem;

/** A system that is stopped, in whatever way, is seen to grow old; one that is idle is not. */
@Order(5)
class FreshnessIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final List<String> SYSTEMS = List.of("warehouse", "sales", "accounting");

  @AfterEach
  void all_are_fresh_again() {
    await().atMost(PATIENCE).until(() -> SYSTEMS.stream().allMatch(system -> behind(system) < 3));
  }

  @Test
  void idle_systems_stay_fresh() {
    await().atMost(PATIENCE).until(() -> SYSTEMS.stream().allMatch(system -> behind(system) < 3));

    String first = asOf();
    await().atMost(PATIENCE).until(() -> !asOf().equals(first));
    assertThat(read("Max-Staleness", "30").status()).isEqualTo(200);
  }

  @Test
  void a_frozen_system_grows_old_although_nothing_waits_anywhere() throws Exception {
    TheSystem.run().freeze("sales");
    try {
      await().atMost(PATIENCE).until(() -> behind("sales") > 5);

      assertThat(behind("warehouse")).isLessThan(behind("sales"));
      Answer refused = read("Max-Staleness", "sales=4");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.body().path("type").asString()).isEqualTo("urn:problem:too-stale");
      assertThat(refused.header("Retry-After")).isNotEmpty();
      assertThat(read("Max-Staleness", "warehouse=30, accounting=30").status()).isEqualTo(200);
    } finally {
      TheSystem.run().thaw("sales");
    }
  }

  @Test
  void a_killed_system_grows_old_until_it_is_back() throws IOException {
    TheSystem.run().kill("accounting");

    await().atMost(PATIENCE).until(() -> behind("accounting") > 3);
  }

  private static Answer read(String header, String value) {
    return Business.QUERY.send("GET", "/api/v1/orders?limit=1", "", header, value);
  }

  private static String asOf() {
    return Business.QUERY.get("/api/v1/orders?limit=1").header("As-Of");
  }

  /** Seconds; a day where nothing is known. */
  private static double behind(String system) {
    String header = Business.QUERY.get("/api/v1/orders?limit=1").header("Staleness");
    String seconds = header.replaceAll(".*" + system + "=([^,]+).*", "$1");
    return seconds.equals("unknown") ? 86_400 : new BigDecimal(seconds).doubleValue();
  }
}
