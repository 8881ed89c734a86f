package smallbusiness.query.sql;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import smallbusiness.messaging.feed.ReceivedEvent;

/** Groups a batch of events by aggregate, so that each row is written once. */
public final class EventsByAggregate {

  private static final Comparator<ReceivedEvent> BY_VERSION =
      Comparator.comparingLong(ReceivedEvent::sequence);

  private EventsByAggregate() {}

  /**
   * The newest event of each aggregate, by ascending identifier. Rows are always locked in that
   * order, so that two batches cannot deadlock.
   */
  public static List<ReceivedEvent> newest(List<ReceivedEvent> events) {
    return List.copyOf(
        events.stream()
            .collect(
                toMap(
                    EventsByAggregate::id,
                    Function.identity(),
                    BinaryOperator.maxBy(BY_VERSION),
                    TreeMap::new))
            .values());
  }

  /** All events of each aggregate, oldest first, by ascending identifier. */
  public static Map<Long, List<ReceivedEvent>> all(List<ReceivedEvent> events) {
    return events.stream()
        .sorted(BY_VERSION)
        .collect(groupingBy(EventsByAggregate::id, TreeMap::new, Collectors.toList()));
  }

  /** The aggregate's identifier, which is the key of its events. */
  public static long id(ReceivedEvent event) {
    return Long.parseLong(event.key());
  }
}
