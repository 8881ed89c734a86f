package smallbusiness.messaging.relay;

import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;
import smallbusiness.messaging.relay.progress.ProgressReporter;
import smallbusiness.messaging.relay.publish.EventPublisher;
import smallbusiness.messaging.relay.publish.EventRecords;
import smallbusiness.messaging.relay.publish.KafkaClients;
import smallbusiness.messaging.relay.publish.PublishedTable;
import smallbusiness.messaging.relay.publish.RelayPositions;
import smallbusiness.messaging.relay.publish.RelayTopics;
import smallbusiness.messaging.relay.session.LogGapException;
import smallbusiness.messaging.relay.session.SessionRunner;
import smallbusiness.messaging.relay.settings.ProgressProperties;
import smallbusiness.messaging.relay.settings.RelayProperties;
import smallbusiness.messaging.relay.slot.RelayConnection;
import smallbusiness.messaging.relay.slot.ReplicationSlot;
import smallbusiness.messaging.relay.slot.SlotState;
import smallbusiness.messaging.relay.status.Failures;
import smallbusiness.messaging.relay.status.RelayStatus;
import smallbusiness.schemas.Owner;

/**
 * Supervises the relay of this process: waits as a standby while another replica holds the slot,
 * repairs an unusable slot, and starts a new session after every failure.
 */
public final class Relay implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(25);

  private final RelayProperties properties;
  private final ReplicationSlot slot;
  private final RelayTopics topics;
  private final SessionRunner sessions;
  private final SlotRepair repair;
  private final RelayStatus status;
  private final ExponentialBackOff backOff;
  private volatile @Nullable Thread thread;
  private volatile boolean running;
  private boolean warm;
  private volatile CountDownLatch stopped = new CountDownLatch(0);

  private Relay(
      RelayProperties properties,
      ReplicationSlot slot,
      RelayTopics topics,
      SessionRunner sessions,
      SlotRepair repair,
      RelayStatus status) {
    this.properties = properties;
    this.slot = slot;
    this.topics = topics;
    this.sessions = sessions;
    this.repair = repair;
    this.status = status;
    this.backOff = new ExponentialBackOff(properties.backoffInitial().toMillis(), 2);
    backOff.setMaxInterval(properties.backoffMax().toMillis());
    backOff.setJitter(properties.backoffInitial().toMillis() / 4);
  }

  /**
   * Assembles a relay.
   *
   * @param database the service's own database, with the service's own role
   * @param connection the same database, with the relay's role
   */
  public static Relay create(
      RelayProperties properties,
      ProgressProperties progress,
      Owner owner,
      DataSource database,
      RelayConnection connection,
      KafkaClients kafka,
      RelayTopics topics,
      ReplicationSlot slot,
      RelayStatus status) {
    EventRecords records = new EventRecords(owner);
    Supplier<EventPublisher> publishers =
        EventPublisher.factory(
            kafka, slot.name(), properties.transactionTimeout(), slot.name(), topics.positions());
    SlotRepair repair =
        new SlotRepair(
            slot, connection, database, topics, new PublishedTable(kafka), records, publishers);
    SessionRunner sessions =
        new SessionRunner(
            properties,
            connection,
            slot,
            new RelayPositions(kafka, topics.positions()),
            records,
            publishers,
            ends -> new ProgressReporter(slot, kafka, topics, progress.interval(), ends),
            status);
    return new Relay(properties, slot, topics, sessions, repair, status);
  }

  @Override
  public void start() {
    running = true;
    stopped = new CountDownLatch(1);
    thread = Thread.ofPlatform().daemon().name("relay").start(this::supervise);
  }

  private void supervise() {
    BackOffExecution retries = backOff.start();
    status.enter(RelayStatus.Role.STARTING);
    while (running) {
      long before = status.published();
      try {
        step();
        retries = backOff.start();
      } catch (InterruptedException e) {
        running = false;
      } catch (LogGapException e) {
        LOG.error("Relay stopped for a repair: {}", e.getMessage());
        status.failed(e);
        requireRepair(e);
      } catch (SQLException | RuntimeException e) {
        if (status.published() > before) {
          retries = backOff.start();
        }
        failed(e);
        pause(retries);
      } catch (Error e) { // a relay that ends silently is worse than one that retries
        failed(new IllegalStateException("The relay failed with an error", e));
        pause(retries);
      }
    }
    status.enter(RelayStatus.Role.STOPPED);
  }

  /** Does what is due; returns if there may be something else to do. */
  private void step() throws InterruptedException, SQLException {
    SlotState state = slot.state();
    status.slot(state);
    if (state.paused()) {
      status.enter(RelayStatus.Role.PAUSED);
      await(properties.standbyInterval());
    } else if (state.active()) {
      standBy();
      warmUp();
    } else if (state.defect().isPresent()) {
      repair(state.defect().get(), state.isFirst());
    } else {
      topics.create();
      if (!sessions.run(() -> running)) {
        standBy();
      }
    }
  }

  private void standBy() throws InterruptedException {
    status.enter(RelayStatus.Role.STANDBY);
    await(properties.standbyInterval());
  }

  /** Once: loading the libraries during a take-over would delay it by about a second. */
  private void warmUp() throws InterruptedException {
    if (!warm) {
      warm = true;
      try {
        topics.create();
        sessions.warmUp();
      } catch (KafkaException e) {
        LOG.debug("Relay: warm-up failed, a take-over will be slower", e);
      }
    }
  }

  private void repair(String defect, boolean first) throws InterruptedException, SQLException {
    topics.create();
    if (!first) {
      status.enter(RelayStatus.Role.REPAIRING);
    }
    OptionalLong published = repair.run(defect, first);
    if (published.isEmpty()) {
      standBy();
    } else if (first) {
      status.publishedAtFirst(published.getAsLong());
    } else {
      status.repaired(published.getAsLong());
    }
  }

  private void requireRepair(LogGapException gap) {
    try {
      slot.requireRepair(String.valueOf(gap.getMessage()));
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private void failed(Exception cause) {
    if (!running) {
      LOG.debug("Relay failed while stopping", cause);
    } else if (EventPublisher.isFenced(cause)) {
      LOG.info("Relay: another replica has taken over");
      status.enter(RelayStatus.Role.STANDBY);
    } else {
      status.failed(cause);
      status.enter(RelayStatus.Role.STARTING);
      LOG.warn("Relay failed, retrying: {}", Failures.describe(cause));
      LOG.debug("Relay failure", cause);
    }
  }

  private void pause(BackOffExecution retries) {
    Duration pause = Duration.ofMillis(retries.nextBackOff());
    status.backOff(pause);
    try {
      stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      running = false;
    }
    status.backOff(Duration.ZERO);
  }

  /** Waits with some jitter, so that replicas do not run in step; a stop ends the wait at once. */
  private void await(Duration interval) throws InterruptedException {
    long millis = interval.toMillis();
    stopped.await(
        millis + ThreadLocalRandom.current().nextLong(millis / 4 + 1), TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    running = false;
    stopped.countDown();
    Thread current = thread;
    try {
      if (current != null && !current.join(STOP_TIMEOUT)) {
        current.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread = null;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
