package smallbusiness.messaging.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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

class PublisherTest {

  private static final List<ProducerRecord<String, byte[]>> EVENTS =
      IntStream.range(0, 100)
          .mapToObj(
              n -> new ProducerRecord<>("a.topic", "key", Integer.toString(n).getBytes(UTF_8)))
          .toList();

  @Test
  void a_batch_ends_with_the_first_event_that_cannot_be_sent() {
    try (AbsentBroker producer = new AbsentBroker()) {
      Publisher publisher = new Publisher(producer, "slot", "positions");
      publisher.fence();

      assertThatThrownBy(() -> publisher.publish(EVENTS, null))
          .isInstanceOf(KafkaException.class)
          .hasRootCauseInstanceOf(TimeoutException.class);

      assertThat(producer.asked).isEqualTo(1);
      assertThat(producer.commitCount()).isZero();
    }
  }

  /** Answers as a producer does that has no metadata of the topic and finds nobody to ask. */
  private static final class AbsentBroker extends MockProducer<String, byte[]> {

    private int asked;

    AbsentBroker() {
      super(true, null, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<String, byte[]> record, Callback callback) {
      asked++;
      TimeoutException absent = new TimeoutException("Topic not present in metadata");
      callback.onCompletion(null, absent);
      return CompletableFuture.failedFuture(absent);
    }
  }
}
