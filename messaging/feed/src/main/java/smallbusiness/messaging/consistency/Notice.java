package smallbusiness.messaging.consistency;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import smallbusiness.messaging.token.Aggregate;
import smallbusiness.schemas.Topic;

/** What one replica tells the others through PostgreSQL's NOTIFY: aggregates that have moved. */
final class Notice {

  /** The channel on which replicas tell each other. */
  static final String CHANNEL = "feed_applied";

  /** PostgreSQL takes 8000 bytes; identifiers are ASCII. */
  private static final int MOST_CHARACTERS = 7500;

  private static final Pattern LINES = Pattern.compile("\n");

  private final StringBuilder text;

  Notice(UUID replica, Aggregate first) {
    text = new StringBuilder(replica.toString()).append(line(first));
  }

  /** Adds an aggregate; false when there is no room for it. */
  boolean take(Aggregate aggregate) {
    String line = line(aggregate);
    if (text.length() + line.length() > MOST_CHARACTERS) {
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

  /** The aggregates in a notice; none when the replica itself has sent it. */
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
