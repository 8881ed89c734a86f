package smallbusiness.query.freshness;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import smallbusiness.messaging.problem.Problem;
import smallbusiness.schemas.Owner;

/**
 * What a request says about how stale its answer may be.
 *
 * @param seconds for each source that it cares about
 */
record MaxStaleness(Map<Owner, BigDecimal> seconds) {

  /** The header: {@code 5}, or {@code warehouse=5, sales=0.5}. */
  static final String HEADER = "Max-Staleness";

  private static final String NUMBER = "\\d{1,9}(?:\\.\\d{1,3})?";
  private static final Pattern FOR_ALL = Pattern.compile(NUMBER);
  private static final Pattern FOR_ONE = Pattern.compile("([a-z]+)\\s*=\\s*(" + NUMBER + ")");

  /** A preference of RFC 7240; what is not of this form is not for us. */
  private static final Pattern PREFERENCE =
      Pattern.compile("(?:^|[,;])\\s*max-staleness\\s*=\\s*\"?(" + NUMBER + ")\"?\\s*(?=$|[,;])");

  /**
   * Reads both headers; the stricter counts.
   *
   * @throws smallbusiness.messaging.problem.ProblemException 400 when the header makes no sense
   */
  static MaxStaleness of(List<String> headers, List<String> preferences) {
    Map<Owner, BigDecimal> seconds = new EnumMap<>(Owner.class);
    for (String header : headers) {
      for (String part : header.split(",", -1)) {
        read(part.strip(), seconds);
      }
    }
    Matcher preference = PREFERENCE.matcher(String.join(",", preferences));
    while (preference.find()) {
      forAll(new BigDecimal(preference.group(1)), seconds);
    }
    return new MaxStaleness(seconds);
  }

  private static void read(String part, Map<Owner, BigDecimal> seconds) {
    Matcher one = FOR_ONE.matcher(part);
    if (FOR_ALL.matcher(part).matches()) {
      forAll(new BigDecimal(part), seconds);
    } else if (one.matches()) {
      Owner owner = named(one.group(1)).orElseThrow(() -> invalid(part));
      seconds.merge(owner, new BigDecimal(one.group(2)), BigDecimal::min);
    } else {
      throw invalid(part);
    }
  }

  private static void forAll(BigDecimal limit, Map<Owner, BigDecimal> seconds) {
    for (Owner owner : Owner.values()) {
      seconds.merge(owner, limit, BigDecimal::min);
    }
  }

  private static Optional<Owner> named(String id) {
    return Arrays.stream(Owner.values()).filter(owner -> owner.id().equals(id)).findFirst();
  }

  private static RuntimeException invalid(String part) {
    return Problem.of(
            HttpStatus.BAD_REQUEST,
            "invalid-max-staleness",
            "Not a limit of staleness",
            "Send seconds, for all sources or by name: 5, or warehouse=5, sales=0.5")
        .error(HEADER, "cannot be read: " + part)
        .asException();
  }

  /** Why the read model is too stale for the request; empty when it is not. */
  Optional<Problem> objection(Freshness freshness, Instant now) {
    Map<String, Object> behind = new LinkedHashMap<>();
    seconds.forEach(
        (owner, limit) -> {
          @Nullable BigDecimal staleness = freshness.staleness(owner, now);
          if (staleness == null || staleness.compareTo(limit) > 0) {
            behind.put(owner.id(), staleness == null ? "unknown" : staleness);
          }
        });
    if (behind.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "too-stale",
                "Too stale",
                "The read model is further behind than the request allows: "
                    + String.join(", ", behind.keySet()))
            .with("staleness", behind));
  }
}
