package smallbusiness.messaging.relay.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import smallbusiness.schemas.Owner;

class EventPublisherTest {

  private static final List<OutboxRow> ROWS =
      IntStream.rangeClosed(1, 100)
          .mapToObj(
              n -> new OutboxRow(n, "a.topic", "key", n, "type", new UUID(0, n), null, new byte[0]))
          .toList();

  @Test
  void a_batch_stops_at_the_first_event_that_cannot_be_sent() {
    try (UnreachableBroker producer = new UnreachableBroker()) {
      EventPublisher publisher =
          new EventPublisher(
              producer, new EventRecords(Owner.WAREHOUSE)::record, "slot", "positions");
      publisher.fence();

      assertThatThrownBy(() -> publisher.publish(ROWS, null))
          .isInstanceOf(KafkaException.class)
          .hasRootCauseInstanceOf(TimeoutException.class);

      assertThat(producer.sends).isEqualTo(1);
      assertThat(producer.commitCount()).isZero();
    }
  }

  /** Behaves like a producer without metadata and without a broker that has it. */
  private static final class UnreachableBroker extends MockProducer<String, byte[]> {

    private int sends;

    UnreachableBroker() {
      super(true, null, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<String, byte[]> record, Callback callback) {
      sends++;
      TimeoutException timeout = new TimeoutException("Topic not present in metadata");
      callback.onCompletion(null, timeout);
      return CompletableFuture.failedFuture(timeout);
    }
  }
}
