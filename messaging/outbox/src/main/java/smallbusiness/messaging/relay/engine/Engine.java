package smallbusiness.messaging.relay.engine;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import smallbusiness.messaging.relay.slot.ReplicationSlot;

/**
 * One run of the Debezium engine: it reads from the slot until it fails or is closed. An engine
 * that reconnects by itself keeps offsets in memory and has been seen to lose rows, so there are no
 * retries and no stored offsets, but a new engine after every failure (ADR 2).
 */
public final class Engine implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  /** The longest single wait of the engine's polling thread; closing waits for it. */
  private static final Duration IDLE_WAIT = Duration.ofMillis(100);

  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

  private final RowQueue rows;
  private final String session;
  private final DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine;
  private final CountDownLatch started = new CountDownLatch(1);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Thread thread;

  public Engine(ReplicationSlot slot, Duration pollInterval, RowQueue rows) {
    this.rows = rows;
    this.session = EngineQueue.register(rows);
    this.engine =
        DebeziumEngine.create(Connect.class)
            .using(settings(slot, pollInterval, session))
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

  /** Loads the engine's classes: builds an engine without running it. */
  public static void warmUp(ReplicationSlot slot) {
    DebeziumEngine.create(Connect.class)
        .using(settings(slot, IDLE_WAIT, "warm-up"))
        .notifying((rows, committer) -> {})
        .build();
  }

  private static Properties settings(ReplicationSlot slot, Duration pollInterval, String session) {
    Properties settings;
    try {
      settings =
          PropertiesLoaderUtils.loadProperties(
              new ClassPathResource("engine.properties", Engine.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    settings.putAll(slot.engineSettings());
    settings.put("name", slot.name());
    // Also names the engine's MBeans. Debezium waits up to a minute for the names of an earlier
    // engine that is still ending, so they must differ.
    settings.put("topic.prefix", slot.name() + "." + session);
    settings.put("slot.name", slot.name());
    settings.put("poll.interval.ms", Long.toString(pollInterval.toMillis()));
    settings.put(EngineQueue.SESSION, session);
    return settings;
  }

  /** Acknowledges the polled rows, all of which are in Kafka: see {@link EngineQueue}. */
  private void acknowledge(
      List<ChangeEvent<SourceRecord, SourceRecord>> records,
      DebeziumEngine.RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
      throws InterruptedException {
    for (ChangeEvent<SourceRecord, SourceRecord> record : records) {
      if (EngineQueue.NOTHING.equals(record.value())) {
        rows.awaitAcknowledged(IDLE_WAIT);
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
   * Throws the reason if the engine has ended.
   *
   * @throws java.util.concurrent.CompletionException if it has failed
   */
  public void requireRunning() {
    if (ended.isDone()) {
      ended.join();
      throw new IllegalStateException("The engine ended unexpectedly");
    }
  }

  /**
   * Stops delivering rows at once. The engine itself may take long to give up a dead connection;
   * this method does not wait for it. A new engine only needs the slot, which every replica waits
   * for anyway.
   */
  @Override
  public void close() {
    rows.close();
    EngineQueue.unregister(session);
    Thread closer =
        Thread.ofPlatform().daemon().name("relay-engine-close").start(this::closeEngine);
    try {
      closer.join(CLOSE_TIMEOUT);
      thread.join(CLOSE_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeEngine() {
    try {
      if (!ended.isDone() && started.await(START_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        engine.close();
      }
    } catch (IOException | IllegalStateException e) {
      LOG.debug("The engine was already ending", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
