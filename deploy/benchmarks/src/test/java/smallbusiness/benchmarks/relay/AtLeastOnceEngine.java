package smallbusiness.benchmarks.relay;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;

/**
 * The embedded Debezium engine as it is commonly used: its own queue and batches, idempotent sends,
 * acknowledgement after Kafka's. It repeats rows after a crash.
 */
final class AtLeastOnceEngine implements AutoCloseable {

  private final KafkaProducer<String, byte[]> producer;
  private final String topic;
  private final DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine;
  private final Thread thread;

  AtLeastOnceEngine(String url, String role, String slot, String bootstrap, String topic) {
    this.producer =
        new KafkaProducer<>(
            AlternativeSettings.producer(bootstrap),
            new StringSerializer(),
            new ByteArraySerializer());
    this.topic = topic;
    Properties settings = new Properties();
    settings.putAll(AlternativeSettings.connector(url, role, slot));
    settings.put("offset.storage", MemoryOffsetBackingStore.class.getName());
    settings.put("offset.flush.interval.ms", "1000");
    this.engine =
        DebeziumEngine.create(Connect.class).using(settings).notifying(this::send).build();
    this.thread = Thread.ofPlatform().daemon().name("at-least-once").start(engine);
  }

  private void send(
      List<ChangeEvent<SourceRecord, SourceRecord>> rows,
      DebeziumEngine.RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
      throws InterruptedException {
    List<Future<?>> sent = new ArrayList<>(rows.size());
    for (var row : rows) {
      Struct after = ((Struct) row.value().value()).getStruct("after");
      ByteBuffer payload = ((ByteBuffer) after.get("payload")).duplicate();
      byte[] bytes = new byte[payload.remaining()];
      payload.get(bytes);
      sent.add(
          producer.send(
              RelayRecords.of(
                  topic,
                  after.getString("key"),
                  after.getInt64("sequence").toString(),
                  after.getString("type"),
                  after.getString("event_id"),
                  bytes)));
    }
    try {
      for (Future<?> one : sent) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka rejected a row", e);
    }
    for (var row : rows) {
      committer.markProcessed(row);
    }
    committer.markBatchFinished();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    engine.close();
    thread.join();
    producer.close();
  }
}
