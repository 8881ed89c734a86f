package smallbusiness.query.freshness;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import smallbusiness.messaging.problem.ProblemException;
import smallbusiness.schemas.Owner;
import smallbusiness.schemas.Topic;

class MaxStalenessTest {

  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60                        | ",
        "7200                      | ",
        "2                         | ACCOUNTING",
        "0                         | WAREHOUSE SALES ACCOUNTING",
        "warehouse=1, sales=0.5    | ",
        "warehouse=1, sales=0.499  | SALES",
        "accounting=2              | ACCOUNTING",
        "60, accounting=2          | ACCOUNTING"
      })
  void a_limit_applies_to_all_sources_or_to_the_named_ones(String header, String behind) {
    assertThat(violations(List.of(header), List.of()))
        .isEqualTo(behind == null ? List.of() : List.of(behind.split(" ")));
  }

  @Test
  void a_preference_is_an_alternative_to_the_header() {
    assertThat(violations(List.of(), List.of("wait=2, max-staleness=2")))
        .containsExactly("ACCOUNTING");
    assertThat(violations(List.of(), List.of("wait=2", "respond-async"))).isEmpty();
  }

  @Test
  void an_unknown_time_is_too_stale() {
    assertThat(MaxStaleness.of(List.of("sales=9"), List.of()).violation(Freshness.UNKNOWN, NOON))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1e3", "shop=3", "sales", "sales=", "1;2"})
  void an_invalid_limit_is_rejected(String header) {
    assertThatThrownBy(() -> MaxStaleness.of(List.of(header), List.of()))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void headers_contain_every_source() {
    assertThat(freshness().stalenessHeader(NOON))
        .isEqualTo("warehouse=1.000, sales=0.500, accounting=60.000");
    assertThat(Freshness.UNKNOWN.header())
        .isEqualTo("warehouse=unknown, sales=unknown, accounting=unknown");
    assertThat(freshness().header()).contains("sales=\"2026-03-14T11:59:59.500Z\"");
  }

  @Test
  void staleness_is_not_negative_when_the_clock_is_behind() {
    assertThat(freshness().stalenessHeader(NOON.minusSeconds(10))).contains("sales=0.000");
  }

  /** The sources that are too stale for the request. */
  private static List<String> violations(List<String> headers, List<String> preferences) {
    return MaxStaleness.of(headers, preferences)
        .violation(freshness(), NOON)
        .map(problem -> (Map<?, ?>) requireNonNull(problem.getProperties()).get("staleness"))
        .map(
            behind ->
                Arrays.stream(Owner.values())
                    .filter(owner -> behind.containsKey(owner.id()))
                    .map(Enum::name)
                    .toList())
        .orElse(List.of());
  }

  /** Warehouse one second old, Sales half a second, Accounting a minute. */
  private static Freshness freshness() {
    Map<Topic, Instant> asOf = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.values()) {
      asOf.put(
          topic,
          switch (topic.owner()) {
            case WAREHOUSE -> NOON.minusSeconds(1);
            case SALES -> NOON.minusMillis(500);
            case ACCOUNTING -> NOON.minusSeconds(60);
          });
    }
    return Freshness.of(asOf);
  }
}
