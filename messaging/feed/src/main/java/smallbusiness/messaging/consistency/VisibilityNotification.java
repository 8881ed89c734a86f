package smallbusiness.messaging.consistency;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import smallbusiness.messaging.token.Aggregate;
import smallbusiness.schemas.Topic;

/** The payload of a PostgreSQL NOTIFY between replicas: aggregates with newly visible versions. */
final class VisibilityNotification {

  /** The NOTIFY channel. */
  static final String CHANNEL = "feed_applied";

  /** PostgreSQL allows 8000 bytes; identifiers are ASCII. */
  private static final int MAX_CHARACTERS = 7500;

  private static final Pattern LINES = Pattern.compile("\n");

  private final StringBuilder text;

  VisibilityNotification(UUID replica, Aggregate first) {
    text = new StringBuilder(replica.toString()).append(line(first));
  }

  /** Adds an aggregate; returns false when the payload is full. */
  boolean add(Aggregate aggregate) {
    String line = line(aggregate);
    if (text.length() + line.length() > MAX_CHARACTERS) {
      return false;
    }
    text.append(line);
    return true;
  }

  private static String line(Aggregate aggregate) {
    return "\n" + aggregate.topic().topicName() + " " + aggregate.key();
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** The aggregates in a payload; empty when the reader itself has sent it. */
  static List<Aggregate> read(String text, UUID reader) {
    List<String> lines = LINES.splitAsStream(text).toList();
    List<Aggregate> aggregates = new ArrayList<>();
    if (!lines.getFirst().equals(reader.toString())) {
      for (String line : lines.subList(1, lines.size())) {
        int space = line.indexOf(' ');
        Topic.named(line.substring(0, space))
            .ifPresent(topic -> aggregates.add(new Aggregate(topic, line.substring(space + 1))));
      }
    }
    return aggregates;
  }
}
