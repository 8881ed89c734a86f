package smallbusiness.messaging.progress;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import smallbusiness.schemas.Owner;

/**
 * What a system's relay says about once a second: every event that was committed before {@code
 * asOf} stands in Kafka before these offsets. A reader that has passed all of them is as fresh as
 * that. A report stays true for ever, whoever sent it and however late it comes.
 *
 * @param asOf by the clock of the system's database
 * @param ends for each partition with events the offset behind the last one; a reader has passed it
 *     when the offset that it reads next is not smaller
 */
public record Progress(Instant asOf, Map<TopicPartition, Long> ends) {

  private static final String FORMAT = "1";
  private static final String BETWEEN_PARTS = " ";

  public Progress {
    ends = Map.copyOf(ends);
  }

  /** The topic on which a system reports; it has one partition and keeps the newest report. */
  public static String topicOf(Owner owner) {
    return owner.id() + ".progress";
  }

  /** The text that travels: format, time, and a line of {@code topic partition offset} for each. */
  public String text() {
    String lines =
        ends.entrySet().stream()
            .map(
                end ->
                    String.join(
                        BETWEEN_PARTS,
                        end.getKey().topic(),
                        Integer.toString(end.getKey().partition()),
                        end.getValue().toString()))
            .sorted()
            .map(line -> "\n" + line)
            .collect(joining());
    return FORMAT + BETWEEN_PARTS + asOf + lines;
  }

  /**
   * Reads what {@link #text()} wrote.
   *
   * @throws IllegalArgumentException when the text is of another format
   */
  public static Progress parse(String text) {
    String[] lines = text.split("\n", -1);
    String[] head = parts(lines[0], 2);
    if (!head[0].equals(FORMAT)) {
      throw new IllegalArgumentException("Not a report of format " + FORMAT + ": " + lines[0]);
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] end = parts(lines[i], 3);
      ends.put(new TopicPartition(end[0], Integer.parseInt(end[1])), Long.parseLong(end[2]));
    }
    return new Progress(Instant.parse(head[1]), ends);
  }

  private static String[] parts(String line, int count) {
    String[] parts = line.split(BETWEEN_PARTS, -1);
    if (parts.length != count) {
      throw new IllegalArgumentException("Not a report of progress: " + line);
    }
    return parts;
  }
}
