package smallbusiness.query.freshness;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;
import smallbusiness.query.cache.SnapshotTracker;
import smallbusiness.schemas.Topic;

/**
 * Keeps in memory as of when the read model is, so that telling it costs a request nothing. While
 * Kafka or the database cannot be asked, the last known moment stays and grows old.
 */
@Component
@EnableConfigurationProperties(FreshnessProperties.class)
class FreshnessWatch implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(FreshnessWatch.class);

  private static final String KEEP =
      """
      insert into history.topic_freshness as t (topic, as_of) values (:topic, :as_of)
      on conflict (topic) do update set as_of = greatest(t.as_of, excluded.as_of)
      """;

  private final ConsumerFactory<?, ?> consumers;
  private final JdbcClient jdbc;
  private final Passed passed;
  private final SnapshotTracker snapshots;
  private final FreshnessProperties properties;
  private volatile Freshness now = Freshness.UNKNOWN;
  private volatile boolean running;

  FreshnessWatch(
      ConsumerFactory<?, ?> consumers,
      JdbcClient jdbc,
      Passed passed,
      SnapshotTracker snapshots,
      FreshnessProperties properties) {
    this.consumers = consumers;
    this.jdbc = jdbc;
    this.passed = passed;
    this.snapshots = snapshots;
    this.properties = properties;
  }

  /** As of when the read model is at least; take it before you read. */
  Freshness now() {
    return now;
  }

  private void watch() {
    while (running) {
      try (Reports reports = new Reports(consumers)) {
        follow(reports, new Coverage(kept()));
      } catch (InterruptedException e) {
        running = false;
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        LOG.warn("How fresh the read model is cannot be found out; trying again", e);
        pause();
      }
    }
  }

  private void follow(Reports reports, Coverage coverage) throws InterruptedException {
    long nextKeep = System.nanoTime();
    while (running) {
      reports.hear(properties.recheck(), coverage::heard);
      if (coverage.isWaiting()) {
        tell(Freshness.of(coverage.look(passed.read())));
      }
      if (System.nanoTime() - nextKeep >= 0) {
        now.asOf().forEach(this::keep);
        nextKeep = System.nanoTime() + properties.keep().toNanos();
      }
    }
  }

  private Map<Topic, Instant> kept() {
    Map<Topic, Instant> kept = new EnumMap<>(Topic.class);
    kept.putAll(now.asOf());
    jdbc.sql("select topic, as_of from history.topic_freshness")
        .query(
            row -> {
              Instant asOf = row.getTimestamp(2).toInstant();
              Topic.named(row.getString(1))
                  .ifPresent(topic -> kept.merge(topic, asOf, (a, b) -> a.isAfter(b) ? a : b));
            });
    tell(Freshness.of(kept));
    return kept;
  }

  /** Whoever is told of this moment must not read what is older. */
  private void tell(Freshness freshness) {
    snapshots.expireOlder();
    now = freshness;
  }

  private void keep(Topic topic, Instant asOf) {
    jdbc.sql(KEEP).param("topic", topic.topicName()).param("as_of", Timestamp.from(asOf)).update();
  }

  private void pause() {
    try {
      Thread.sleep(properties.recheck().multipliedBy(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void start() {
    try {
      kept();
    } catch (DataAccessException e) {
      LOG.warn("How fresh the read model was is not known yet", e);
    }
    running = true;
    Thread.ofPlatform().name("freshness").daemon().start(this::watch);
  }

  /** The thread ends by itself soon after. */
  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
