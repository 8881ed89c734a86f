package smallbusiness.query.owners;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import smallbusiness.messaging.statement.Piece;
import smallbusiness.messaging.statement.Pieces;
import smallbusiness.messaging.statement.Rows;
import smallbusiness.schemas.Topic;

/** What a topic's owner has. Each method may throw {@link OwnerAwayException}. */
record OwnerSide(OwnerClient client, Topic topic) implements Side {

  @Override
  public Pieces pieces(long from) {
    return client.ask(topic.owner(), path() + "?from=" + from, Pieces.class);
  }

  /** The owner is asked for pieces as it cuts them. */
  @Override
  public Piece piece(long from, long to) {
    throw new UnsupportedOperationException("An owner cuts the pieces");
  }

  @Override
  public Rows rows(long from, long to) {
    return client.ask(
        topic.owner(), path() + "?from=" + from + "&to=" + to + "&detail=true", Rows.class);
  }

  @Override
  public Rows rows(Collection<Long> ids) {
    String named = ids.stream().map(String::valueOf).collect(joining(","));
    return client.ask(topic.owner(), path() + "?ids=" + named, Rows.class);
  }

  private String path() {
    return "/actuator/statement/" + topic.topicName();
  }
}
