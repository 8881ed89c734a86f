package smallbusiness.query.reconciliation;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import smallbusiness.messaging.reconciliation.AggregateRows;
import smallbusiness.messaging.reconciliation.RangeChecksum;
import smallbusiness.messaging.reconciliation.RangeChecksums;
import smallbusiness.schemas.Topic;

/** What a topic's owner has. Each method may throw {@link SystemUnavailableException}. */
record OwningSystemSource(OwningSystemClient client, Topic topic) implements Source {

  @Override
  public RangeChecksums pieces(long from) {
    return client.ask(topic.owner(), path() + "?from=" + from, RangeChecksums.class);
  }

  /** The owner is asked for pieces as it cuts them. */
  @Override
  public RangeChecksum piece(long from, long to) {
    throw new UnsupportedOperationException("An owner cuts the pieces");
  }

  @Override
  public AggregateRows rows(long from, long to) {
    return client.ask(
        topic.owner(),
        path() + "?from=" + from + "&to=" + to + "&detail=true",
        AggregateRows.class);
  }

  @Override
  public AggregateRows rows(Collection<Long> ids) {
    String named = ids.stream().map(String::valueOf).collect(joining(","));
    return client.ask(topic.owner(), path() + "?ids=" + named, AggregateRows.class);
  }

  private String path() {
    return "/actuator/checksums/" + topic.topicName();
  }
}
