package smallbusiness.messaging.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import smallbusiness.schemas.Topic;

/**
 * The versions that a read must include. Its text is opaque to clients. Several texts, separated by
 * commas or in several headers, are combined into one token.
 *
 * @param versions the minimum version of each aggregate
 */
public record ConsistencyToken(Map<Aggregate, Long> versions) {

  /** The header of a command's response and of a read's request. */
  public static final String HEADER = "Consistency-Token";

  /** Requires nothing. */
  public static final ConsistencyToken NONE = new ConsistencyToken(Map.of());

  /** More than fits into a header after any realistic sequence of commands. */
  private static final int MAX_AGGREGATES = 500;

  /** Neither occurs in a topic's name or an identifier. */
  private static final String PART_SEPARATOR = " ";

  private static final String EVENT_SEPARATOR = "\n";
  private static final int PARTS = 3;

  public ConsistencyToken {
    versions = Map.copyOf(versions);
  }

  /** Returns a token that also requires this version. */
  public ConsistencyToken with(Aggregate aggregate, long version) {
    return and(new ConsistencyToken(Map.of(aggregate, version)));
  }

  /** Returns a token that requires what either of the two requires. */
  public ConsistencyToken and(ConsistencyToken other) {
    Map<Aggregate, Long> merged = new HashMap<>(versions);
    other.versions.forEach((aggregate, version) -> merged.merge(aggregate, version, Math::max));
    return new ConsistencyToken(merged);
  }

  /** Whether it requires nothing. */
  public boolean isEmpty() {
    return versions.isEmpty();
  }

  /**
   * Parses a token.
   *
   * @param texts the values of the header, in any number
   * @throws IllegalArgumentException if one of them is not a token, or they name too many
   *     aggregates
   */
  public static ConsistencyToken parse(List<String> texts) {
    ConsistencyToken token = NONE;
    for (String text : texts) {
      for (String part : text.split(",", -1)) {
        if (!part.isBlank()) {
          token = token.and(decode(part.strip()));
        }
      }
    }
    if (token.versions.size() > MAX_AGGREGATES) {
      throw new IllegalArgumentException("More than " + MAX_AGGREGATES + " aggregates");
    }
    return token;
  }

  private static ConsistencyToken decode(String text) {
    String plain = new String(Base64.getUrlDecoder().decode(text), UTF_8);
    Map<Aggregate, Long> versions = new HashMap<>();
    for (String event : plain.split(EVENT_SEPARATOR, -1)) {
      String[] parts = event.split(PART_SEPARATOR, -1);
      if (parts.length != PARTS) {
        throw new IllegalArgumentException("Expected three parts");
      }
      Topic topic =
          Topic.named(parts[0]).orElseThrow(() -> new IllegalArgumentException("Unknown topic"));
      versions.merge(new Aggregate(topic, parts[1]), Long.parseLong(parts[2]), Math::max);
    }
    return new ConsistencyToken(versions);
  }

  /** The value of the header; empty if nothing is required. */
  @Override
  public String toString() {
    String plain =
        versions.entrySet().stream()
            .map(
                entry ->
                    String.join(
                        PART_SEPARATOR,
                        entry.getKey().topic().topicName(),
                        entry.getKey().key(),
                        entry.getValue().toString()))
            .sorted()
            .collect(Collectors.joining(EVENT_SEPARATOR));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
  }
}
