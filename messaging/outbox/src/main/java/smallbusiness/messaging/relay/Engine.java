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
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** How long the engine's polling thread waits in one go; closing waits for it. */
  private static final Duration IDLE = Duration.ofMillis(100);

  private static final Duration START_PATIENCE = Duration.ofMinutes(2);

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
            .notifying(this::acknowledge)
            .build();
    this.thread = Thread.ofPlatform().daemon().name("relay-engine").start(engine);
  }

  /** Loads an engine's classes; it is built and never run. */
  static void rehearse(RelayConnection database, String slot) {
    DebeziumEngine.create(Connect.class)
        .using(settings(database, slot, PATIENCE, "rehearsal"))
        .notifying((rows, committer) -> {})
        .build();
  }

  private static Properties settings(
      RelayConnection database, String slot, Duration pollInterval, String session) {
    Properties settings = new Properties();
    settings.putAll(database.engineSettings());
    settings.put("name", slot);
    // Also names the engine's MBeans: an earlier engine that has not quite ended must not be in the
    // way, for which Debezium would wait up to a minute.
    settings.put("topic.prefix", slot + "." + session);
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
    settings.put("record.processing.shutdown.timeout.ms", "100");
    return settings;
  }

  /** The engine polls only what Kafka has; see {@link EngineQueue}. */
  private void acknowledge(
      List<ChangeEvent<SourceRecord, SourceRecord>> records,
      DebeziumEngine.RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
      throws InterruptedException {
    for (ChangeEvent<SourceRecord, SourceRecord> record : records) {
      if (EngineQueue.NOTHING.equals(record.value())) {
        rows.awaitAcknowledged(IDLE);
      } else {
        committer.markProcessed(record);
        committer.markBatchFinished();
      }
    }
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

  /**
   * Ends the session at once: from here on no row comes out. The engine itself may take long to let
   * go of a dead connection and is not waited for; it holds nothing that a new one needs but the
   * slot, and everybody waits for that.
   */
  @Override
  public void close() {
    rows.close();
    EngineQueue.forget(session);
    Thread closer =
        Thread.ofPlatform().daemon().name("relay-engine-close").start(this::closeEngine);
    try {
      closer.join(PATIENCE);
      thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeEngine() {
    try {
      if (!ended.isDone() && started.await(START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        engine.close();
      }
    } catch (IOException | IllegalStateException e) {
      LOG.debug("The engine was ending already", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
