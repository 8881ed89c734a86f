package smallbusiness.accounting;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import smallbusiness.schemas.EventCodec;
import smallbusiness.schemas.Topic;

/** The events in Accounting's outbox. */
public class OutboxEvents {

  private final JdbcClient jdbc;
  private final EventCodec codec;

  OutboxEvents(JdbcClient jdbc, EventCodec codec) {
    this.jdbc = jdbc;
    this.codec = codec;
  }

  /** The events of an aggregate, in order. */
  public List<SpecificRecord> of(Topic topic, long id) {
    return jdbc
        .sql("SELECT payload FROM messaging.outbox WHERE topic = ? AND key = ? ORDER BY id")
        .params(topic.topicName(), Long.toString(id))
        .query(byte[].class)
        .list()
        .stream()
        .map(codec::decode)
        .toList();
  }
}
