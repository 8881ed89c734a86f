package smallbusiness.messaging.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/**
 * Sends events and the position they lead to in one Kafka transaction. After any exception it must
 * be closed: what became of the transaction is found out by the next one.
 */
final class Publisher implements AutoCloseable {

  private final Producer<String, byte[]> producer;
  private final String slot;
  private final String positions;
  private final Ends ends = new Ends();
  private volatile @Nullable Exception failure;

  Publisher(Producer<String, byte[]> producer, String slot, String positions) {
    this.producer = producer;
    this.slot = slot;
    this.positions = positions;
  }

  /** Shuts out every earlier publisher of this slot and ends what it left unfinished. */
  void fence() {
    producer.initTransactions();
  }

  /**
   * Sends all of it or nothing, and returns when Kafka has it.
   *
   * @param events in the order in which they are to stand in their partitions
   * @param reached the position of the last of them; null during a repair
   * @throws KafkaException when Kafka has refused one of them or cannot be reached; whether the
   *     transaction took place is unknown then
   */
  void publish(List<ProducerRecord<String, byte[]>> events, @Nullable Position reached) {
    producer.beginTransaction();
    events.forEach(this::send);
    if (reached != null) {
      send(new ProducerRecord<>(positions, slot, reached.text().getBytes(UTF_8)));
    }
    producer.commitTransaction();
  }

  /** Where what it has sent ends; complete up to a call of {@code publish} that has returned. */
  Ends ends() {
    return ends;
  }

  /**
   * Without the broker's metadata each call of the producer waits for it, for as long as it may:
   * after the first failure the others of a batch must not be tried, or they would take their
   * patience one by one.
   */
  private void send(ProducerRecord<String, byte[]> record) {
    Exception earlier = failure;
    if (earlier != null) {
      throw new KafkaException("An event could not be sent", earlier);
    }
    Future<RecordMetadata> _ = producer.send(record, this::sent);
  }

  private void sent(@Nullable RecordMetadata record, @Nullable Exception cause) {
    if (cause != null) {
      failure = cause;
    } else if (record != null && !record.topic().equals(positions)) {
      ends.sent(record);
    }
  }

  /** Whether the failure means that another relay has taken over. */
  static boolean isFenced(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    try {
      producer.close(Duration.ZERO);
    } catch (KafkaException e) {
      throw new IllegalStateException("The producer cannot be closed", e);
    }
  }
}
