package smallbusiness.query.freshness;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import smallbusiness.schemas.Owner;
import smallbusiness.schemas.Topic;

/**
 * As of when the read model is at least: all that a system committed before that moment is in it.
 *
 * @param asOf by the clock of the system's database; a topic of which nothing is known is missing
 */
record Freshness(Map<Topic, Instant> asOf, Map<Owner, Instant> sources, String header) {

  /** Nothing is known. */
  static final Freshness UNKNOWN = of(Map.of());

  private static final String NOT_KNOWN = "unknown";
  private static final int MILLIS = 3;

  static Freshness of(Map<Topic, Instant> asOf) {
    Map<Owner, Instant> sources = new EnumMap<>(Owner.class);
    for (Owner owner : Owner.values()) {
      List<Topic> topics = Topic.ownedBy(owner);
      if (asOf.keySet().containsAll(topics)) {
        topics.stream()
            .map(asOf::get)
            .min(Instant::compareTo)
            .ifPresent(oldest -> sources.put(owner, oldest));
      }
    }
    String header =
        Arrays.stream(Owner.values())
            .map(owner -> owner.id() + "=" + quoted(sources.get(owner)))
            .collect(joining(", "));
    return new Freshness(Map.copyOf(asOf), sources, header);
  }

  private static String quoted(@Nullable Instant moment) {
    return moment == null ? NOT_KNOWN : '"' + moment.toString() + '"';
  }

  /** As of when a system's data is: the oldest of its topics; null when that is not known. */
  @Nullable Instant of(Owner owner) {
    return sources.get(owner);
  }

  /** How far a system's data is behind, in seconds with milliseconds; null when not known. */
  @Nullable BigDecimal staleness(Owner owner, Instant now) {
    return seconds(of(owner), now);
  }

  /** The same of one topic. */
  @Nullable BigDecimal staleness(Topic topic, Instant now) {
    return seconds(asOf.get(topic), now);
  }

  /** A clock that is behind the system's makes nothing fresher than fresh. */
  private static @Nullable BigDecimal seconds(@Nullable Instant asOf, Instant now) {
    return asOf == null
        ? null
        : BigDecimal.valueOf(Math.max(0, Duration.between(asOf, now).toMillis()), MILLIS);
  }

  /** {@code warehouse=0.412, sales=unknown}: a dictionary of RFC 9651. */
  String stalenessHeader(Instant now) {
    StringBuilder text = new StringBuilder(64);
    for (Owner owner : Owner.values()) {
      BigDecimal seconds = staleness(owner, now);
      text.append(text.isEmpty() ? "" : ", ").append(owner.id()).append('=');
      text.append(seconds == null ? NOT_KNOWN : seconds.toPlainString());
    }
    return text.toString();
  }
}
