package smallbusiness.messaging.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import smallbusiness.schemas.Topic;

/**
 * The versions that a reader must be able to see. To clients its text is opaque; several texts,
 * separated by commas or in several headers, are one token that asks for all of them.
 *
 * @param versions for each aggregate the least version to be seen
 */
public record ConsistencyToken(Map<Aggregate, Long> versions) {

  /** The HTTP header that carries it, in a command's response and in a read's request. */
  public static final String HEADER = "Consistency-Token";

  /** Asks for nothing. */
  public static final ConsistencyToken NONE = new ConsistencyToken(Map.of());

  /** More than any sequence of commands yields within one header's limit. */
  private static final int MOST_AGGREGATES = 500;

  /** Neither is part of a topic's name or of an identifier. */
  private static final String BETWEEN_PARTS = " ";

  private static final String BETWEEN_EVENTS = "\n";
  private static final int PARTS = 3;

  public ConsistencyToken {
    versions = Map.copyOf(versions);
  }

  /** This token and one event more. */
  public ConsistencyToken with(Aggregate aggregate, long version) {
    return and(new ConsistencyToken(Map.of(aggregate, version)));
  }

  /** Asks for what either of the two asks for. */
  public ConsistencyToken and(ConsistencyToken other) {
    Map<Aggregate, Long> merged = new HashMap<>(versions);
    other.versions.forEach((aggregate, version) -> merged.merge(aggregate, version, Math::max));
    return new ConsistencyToken(merged);
  }

  /** Whether it asks for nothing. */
  public boolean isEmpty() {
    return versions.isEmpty();
  }

  /**
   * Reads a token back.
   *
   * @param texts the values of the header, in any number
   * @throws IllegalArgumentException when one of them is not a token of ours, or all ask for too
   *     much
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
    if (token.versions.size() > MOST_AGGREGATES) {
      throw new IllegalArgumentException("More than " + MOST_AGGREGATES + " aggregates");
    }
    return token;
  }

  private static ConsistencyToken decode(String text) {
    String plain = new String(Base64.getUrlDecoder().decode(text), UTF_8);
    Map<Aggregate, Long> versions = new HashMap<>();
    for (String event : plain.split(BETWEEN_EVENTS, -1)) {
      String[] parts = event.split(BETWEEN_PARTS, -1);
      if (parts.length != PARTS) {
        throw new IllegalArgumentException("Not of three parts");
      }
      Topic topic =
          Topic.named(parts[0]).orElseThrow(() -> new IllegalArgumentException("Unknown topic"));
      versions.merge(new Aggregate(topic, parts[1]), Long.parseLong(parts[2]), Math::max);
    }
    return new ConsistencyToken(versions);
  }

  /** The text for the header; empty when it asks for nothing. */
  @Override
  public String toString() {
    String plain =
        versions.entrySet().stream()
            .map(
                entry ->
                    String.join(
                        BETWEEN_PARTS,
                        entry.getKey().topic().topicName(),
                        entry.getKey().key(),
                        entry.getValue().toString()))
            .sorted()
            .collect(Collectors.joining(BETWEEN_EVENTS));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
  }
}
