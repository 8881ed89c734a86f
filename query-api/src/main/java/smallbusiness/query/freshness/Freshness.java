package smallbusiness.query.freshness;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import smallbusiness.schemas.Owner;
import smallbusiness.schemas.Topic;

/**
 * The time up to which the read model contains every commit of each system.
 *
 * @param asOf by topic, on the clock of the system's database; topics without a known time are
 *     missing
 * @param sources by system: the oldest of its topics
 * @param header the value of the {@code As-Of} header
 */
record Freshness(Map<Topic, Instant> asOf, Map<Owner, Instant> sources, String header) {

  static final Freshness UNKNOWN = of(Map.of());

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
    return new Freshness(
        Map.copyOf(asOf),
        sources,
        dictionary(
            owner -> {
              @Nullable Instant moment = sources.get(owner);
              return moment == null ? null : '"' + moment.toString() + '"';
            }));
  }

  /** A dictionary of RFC 9651, such as {@code warehouse=0.412, sales=unknown}. */
  private static String dictionary(Function<Owner, @Nullable String> value) {
    StringBuilder text = new StringBuilder(96);
    for (Owner owner : Owner.values()) {
      @Nullable String known = value.apply(owner);
      text.append(text.isEmpty() ? "" : ", ").append(owner.id()).append('=');
      text.append(known == null ? "unknown" : known);
    }
    return text.toString();
  }

  /** The time of a system's data; null when unknown. */
  @Nullable Instant of(Owner owner) {
    return sources.get(owner);
  }

  /** The age of a system's data in seconds, with milliseconds; null when unknown. */
  @Nullable BigDecimal staleness(Owner owner, Instant now) {
    return seconds(of(owner), now);
  }

  /** The age of a topic's data in seconds, with milliseconds; null when unknown. */
  @Nullable BigDecimal staleness(Topic topic, Instant now) {
    return seconds(asOf.get(topic), now);
  }

  /** Never negative, even when this clock is behind the system's. */
  private static @Nullable BigDecimal seconds(@Nullable Instant asOf, Instant now) {
    return asOf == null
        ? null
        : BigDecimal.valueOf(Math.max(0, Duration.between(asOf, now).toMillis()), MILLIS);
  }

  /** The value of the {@code Staleness} header. */
  String stalenessHeader(Instant now) {
    return dictionary(
        owner -> {
          @Nullable BigDecimal seconds = staleness(owner, now);
          return seconds == null ? null : seconds.toPlainString();
        });
  }
}
