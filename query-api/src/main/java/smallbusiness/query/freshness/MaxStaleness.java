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
 * The staleness that a request accepts.
 *
 * @param seconds by source; sources without a limit are missing
 */
record MaxStaleness(Map<Owner, BigDecimal> seconds) {

  /** The header: {@code 5}, or {@code warehouse=5, sales=0.5}. */
  static final String HEADER = "Max-Staleness";

  private static final String NUMBER = "\\d{1,9}(?:\\.\\d{1,3})?";
  private static final Pattern LIMIT =
      Pattern.compile("(?:(?<source>[a-z]+)\\s*=\\s*)?(?<seconds>" + NUMBER + ")");

  /** A preference of RFC 7240. Other preferences are ignored. */
  private static final Pattern PREFERENCE =
      Pattern.compile("(?:^|[,;])\\s*max-staleness\\s*=\\s*\"?(" + NUMBER + ")\"?\\s*(?=$|[,;])");

  /**
   * Parses both headers. The strictest limit of a source applies.
   *
   * @throws smallbusiness.messaging.problem.ProblemException 400 when a limit is invalid
   */
  static MaxStaleness of(List<String> headers, List<String> preferences) {
    Map<Owner, BigDecimal> seconds = new EnumMap<>(Owner.class);
    for (String header : headers) {
      for (String part : header.split(",", -1)) {
        Matcher limit = LIMIT.matcher(part.strip());
        List<Owner> owners = limit.matches() ? owners(limit.group("source")) : List.of();
        if (owners.isEmpty()) {
          throw invalid(part.strip());
        }
        add(owners, limit.group("seconds"), seconds);
      }
    }
    Matcher preference = PREFERENCE.matcher(String.join(",", preferences));
    while (preference.find()) {
      add(owners(null), preference.group(1), seconds);
    }
    return new MaxStaleness(seconds);
  }

  /** The source with this name: none if it is unknown, all if the name is null. */
  private static List<Owner> owners(@Nullable String source) {
    return Arrays.stream(Owner.values())
        .filter(owner -> source == null || owner.id().equals(source))
        .toList();
  }

  private static void add(List<Owner> owners, String limit, Map<Owner, BigDecimal> seconds) {
    owners.forEach(owner -> seconds.merge(owner, new BigDecimal(limit), BigDecimal::min));
  }

  private static RuntimeException invalid(String part) {
    return Problem.of(
            HttpStatus.BAD_REQUEST,
            "invalid-max-staleness",
            "Send a number of seconds, for all sources or by source: 5, or warehouse=5, sales=0.5")
        .error(HEADER, "invalid limit: " + part)
        .asException();
  }

  /** The problem to respond with when the read model is too stale; empty when it is not. */
  Optional<Problem> violation(Freshness freshness, Instant now) {
    Map<String, Object> tooStale = new LinkedHashMap<>();
    seconds.forEach(
        (owner, limit) -> {
          @Nullable BigDecimal staleness = freshness.staleness(owner, now);
          if (staleness == null || staleness.compareTo(limit) > 0) {
            tooStale.put(owner.id(), staleness == null ? "unknown" : staleness);
          }
        });
    return tooStale.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "too-stale",
                    "The read model is further behind than the request allows: "
                        + String.join(", ", tooStale.keySet()))
                .with("staleness", tooStale));
  }
}
