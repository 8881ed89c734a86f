package smallbusiness.messaging.relay.publish;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes events and the resulting relay position in one Kafka transaction. Close it after any
 * exception: the next publisher finds out whether the transaction was committed.
 */
public final class EventPublisher implements AutoCloseable {

  private static final int ROWS_PER_TRANSACTION = 1_000;

  private final Producer<String, byte[]> producer;
  private final Function<OutboxRow, ProducerRecord<String, byte[]>> toRecord;
  private final String slot;
  private final String positionTopic;
  private final EndOffsets endOffsets = new EndOffsets();
  private volatile @Nullable Exception failure;

  EventPublisher(
      Producer<String, byte[]> producer,
      Function<OutboxRow, ProducerRecord<String, byte[]>> toRecord,
      String slot,
      String positionTopic) {
    this.producer = producer;
    this.toRecord = toRecord;
    this.slot = slot;
    this.positionTopic = positionTopic;
  }

  /** Fences every earlier publisher and ends its unfinished transaction. */
  public void fence() {
    producer.initTransactions();
  }

  /**
   * Publishes all events or none, and returns after Kafka has committed them.
   *
   * @param rows in their order
   * @param reached the position of the last event; null outside of a session
   * @throws KafkaException if Kafka is unreachable or refuses an event; the transaction may still
   *     have been committed
   */
  public void publish(List<OutboxRow> rows, @Nullable RelayPosition reached) {
    producer.beginTransaction();
    rows.forEach(row -> send(toRecord.apply(row)));
    if (reached != null) {
      send(new ProducerRecord<>(positionTopic, slot, reached.toJson()));
    }
    producer.commitTransaction();
  }

  /**
   * Publishes the rows that a query returns, without a position.
   *
   * @param rows selects {@link OutboxRow#COLUMNS}; auto-commit must be off, or the driver reads all
   *     rows at once
   * @param afterEach called after each transaction
   * @return the number of rows
   */
  public long publishAll(PreparedStatement rows, SqlAction afterEach) throws SQLException {
    rows.setFetchSize(ROWS_PER_TRANSACTION);
    long published = 0;
    List<OutboxRow> batch = new ArrayList<>();
    try (ResultSet result = rows.executeQuery()) {
      for (boolean more = result.next(); more; ) {
        batch.add(OutboxRow.of(result));
        more = result.next();
        if (!more || batch.size() == ROWS_PER_TRANSACTION) {
          publish(batch, null);
          published += batch.size();
          batch.clear();
          afterEach.run();
        }
      }
    }
    return published;
  }

  /** The end offsets of the published events; complete when {@code publish} returns. */
  public EndOffsets endOffsets() {
    return endOffsets;
  }

  /**
   * Without metadata every call of the producer blocks for its whole timeout, so after a first
   * failure the remaining events of a batch are not sent.
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
    } else if (record != null && !record.topic().equals(positionTopic)) {
      endOffsets.advance(
          new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
    }
  }

  /** Whether the failure means that another relay has taken over. */
  public static boolean isFenced(Throwable failure) {
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
      throw new IllegalStateException("Cannot close the producer", e);
    }
  }
}
