package smallbusiness.messaging.relay;

import io.debezium.connector.postgresql.PostgresConnector;
import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of the Debezium engine: it reads from the slot until it fails or is closed, and never
 * starts again. An engine that reconnects by itself keeps offsets in memory and has been seen to
 * lose rows; hence no retries, no stored offsets, and a new engine after every failure (ADR 2).
 */
final class Engine implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final RowQueue rows;
  private final String session;
  private final DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine;
  private final CountDownLatch started = new CountDownLatch(1);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Thread thread;

  Engine(RelayConnection database, String slot, Duration pollInterval, RowQueue rows) {
    this.rows = rows;
    this.session = EngineQueue.register(rows);
    this.engine =
        DebeziumEngine.create(Connect.class)
            .using(settings(database, slot, pollInterval, session))
            .using((success, message, error) -> end(message, error))
            .using(
                new DebeziumEngine.ConnectorCallback() {
                  @Override
                  public void pollingStarted() {
                    started.countDown();
                  }
                })
            .notifying(Engine::acknowledge)
            .build();
    this.thread = Thread.ofPlatform().daemon().name("relay-engine").start(engine);
  }

  private static Properties settings(
      RelayConnection database, String slot, Duration pollInterval, String session) {
    Properties settings = new Properties();
    settings.putAll(database.engineSettings());
    settings.put("name", slot);
    settings.put("topic.prefix", slot);
    settings.put("connector.class", PostgresConnector.class.getName());
    settings.put("plugin.name", "pgoutput");
    settings.put("publication.name", "outbox");
    settings.put("publication.autocreate.mode", "disabled");
    settings.put("slot.name", slot);
    settings.put("slot.max.retries", "0");
    settings.put("errors.max.retries", "0");
    settings.put("snapshot.mode", "no_data");
    settings.put("table.include.list", "messaging.outbox");
    settings.put("skipped.operations", "u,d,t");
    settings.put("tombstones.on.delete", "false");
    settings.put("heartbeat.interval.ms", "0");
    settings.put("offset.storage", MemoryOffsetBackingStore.class.getName());
    settings.put("offset.flush.interval.ms", "0");
    settings.put("poll.interval.ms", Long.toString(pollInterval.toMillis()));
    settings.put("max.batch.size", "1");
    settings.put("max.queue.size", "2");
    settings.put("queue.provider.type", EngineQueue.NAME);
    settings.put(EngineQueue.SESSION, session);
    settings.put("status.update.interval.ms", "1000");
    settings.put("record.processing.threads", "1");
    settings.put("signal.enabled.channels", "");
    return settings;
  }

  /** The engine polls only what Kafka has; see {@link EngineQueue}. */
  private static void acknowledge(
      List<ChangeEvent<SourceRecord, SourceRecord>> records,
      DebeziumEngine.RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
      throws InterruptedException {
    for (ChangeEvent<SourceRecord, SourceRecord> record : records) {
      committer.markProcessed(record);
    }
    committer.markBatchFinished();
  }

  private void end(String message, Throwable error) {
    started.countDown();
    if (error == null) {
      ended.complete(null);
    } else {
      ended.completeExceptionally(new IllegalStateException("The engine ended: " + message, error));
    }
  }

  /**
   * Throws when the engine has ended, with the reason.
   *
   * @throws java.util.concurrent.CompletionException when it has failed
   */
  void requireAlive() {
    if (ended.isDone()) {
      ended.join();
      throw new IllegalStateException("The engine ended by itself");
    }
  }

  @Override
  public void close() {
    rows.close();
    try {
      if (!ended.isDone() && started.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        engine.close();
      }
      thread.join(PATIENCE);
    } catch (IOException | IllegalStateException e) {
      LOG.debug("The engine was ending already", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      thread.interrupt();
      EngineQueue.forget(session);
    }
  }
}
