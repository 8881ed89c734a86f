package smallbusiness.query.reconciliation;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import smallbusiness.messaging.reconciliation.AggregateRows;
import smallbusiness.messaging.reconciliation.RangeChecksum;
import smallbusiness.messaging.reconciliation.RangeChecksums;
import smallbusiness.schemas.Topic;

/** A topic's aggregates at their owning system. Methods throw {@code RestClientException}. */
record OwningSystemSource(OwningSystemClient client, Topic topic) implements Source {

  @Override
  public RangeChecksums ranges(long from) {
    return get("?from=" + from, RangeChecksums.class);
  }

  @Override
  public RangeChecksum range(long from, long to) {
    throw new UnsupportedOperationException("The owning system determines the ranges");
  }

  @Override
  public AggregateRows rows(long from, long to) {
    return get("?from=" + from + "&to=" + to + "&detail=true", AggregateRows.class);
  }

  @Override
  public AggregateRows rows(Collection<Long> ids) {
    return get(
        "?ids=" + ids.stream().map(String::valueOf).collect(joining(",")), AggregateRows.class);
  }

  private <T> T get(String query, Class<T> type) {
    return client.get(topic.owner(), "/actuator/checksums/" + topic.topicName() + query, type);
  }
}
