package smallbusiness.accounting;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import smallbusiness.schemas.EventCodec;
import smallbusiness.schemas.Topic;

/** What Accounting has committed to publish. */
public class Outboxed {

  private final JdbcClient jdbc;
  private final EventCodec codec;

  Outboxed(JdbcClient jdbc, EventCodec codec) {
    this.jdbc = jdbc;
    this.codec = codec;
  }

  /** The events of an aggregate, as they were written. */
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
