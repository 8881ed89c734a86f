package smallbusiness.messaging.relay;

import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;
import smallbusiness.messaging.relay.publish.EventPublisher;
import smallbusiness.messaging.relay.publish.RelayKafka;
import smallbusiness.messaging.relay.session.LogGapException;
import smallbusiness.messaging.relay.session.SessionRunner;
import smallbusiness.messaging.relay.settings.ProgressProperties;
import smallbusiness.messaging.relay.settings.RelayProperties;
import smallbusiness.messaging.relay.slot.ReplicationSlot;
import smallbusiness.messaging.relay.slot.SlotState;
import smallbusiness.messaging.relay.status.Failures;
import smallbusiness.messaging.relay.status.RelayStatus;

/**
 * Supervises the relay of this process: waits as a standby while another replica holds the slot,
 * repairs an unusable slot, and starts a new session after every failure.
 */
public final class Relay implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(25);

  private final RelayProperties properties;
  private final ReplicationSlot slot;
  private final RelayKafka kafka;
  private final SessionRunner sessions;
  private final SlotRepair repair;
  private final RelayStatus status;
  private final ExponentialBackOff backOff;
  private volatile @Nullable Thread thread;
  private volatile boolean running;
  private boolean warm;
  private volatile CountDownLatch stopped = new CountDownLatch(0);

  /**
   * Assembles a relay; {@link #start} starts it.
   *
   * @param database the service's own database, with the service's own role
   */
  public Relay(
      RelayProperties properties,
      ProgressProperties progress,
      ReplicationSlot slot,
      RelayKafka kafka,
      DataSource database,
      RelayStatus status) {
    this.properties = properties;
    this.slot = slot;
    this.kafka = kafka;
    this.sessions = new SessionRunner(properties, slot, kafka, status, progress.interval());
    this.repair = new SlotRepair(slot, kafka, database);
    this.status = status;
    this.backOff = new ExponentialBackOff(properties.backoffInitial().toMillis(), 2);
    backOff.setMaxInterval(properties.backoffMax().toMillis());
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

  /** Does what the state of the slot requires, and returns when the state may have changed. */
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
      kafka.createTopics();
      if (!sessions.run(() -> running)) {
        standBy();
      }
    }
  }

  private void standBy() throws InterruptedException {
    status.enter(RelayStatus.Role.STANDBY);
    await(properties.standbyInterval());
  }

  /** Runs once. Loading the libraries only during a take-over would delay it by about a second. */
  private void warmUp() throws InterruptedException {
    if (!warm) {
      warm = true;
      try {
        kafka.createTopics();
        sessions.warmUp();
      } catch (KafkaException e) {
        LOG.debug("Relay: warm-up failed, a take-over will be slower", e);
      }
    }
  }

  private void repair(String defect, boolean first) throws InterruptedException, SQLException {
    kafka.createTopics();
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
    Duration pause = withJitter(retries.nextBackOff());
    status.backOff(pause);
    try {
      stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      running = false;
    }
    status.backOff(Duration.ZERO);
  }

  /** Waits for about an interval; a stop ends the wait immediately. */
  private void await(Duration interval) throws InterruptedException {
    stopped.await(withJitter(interval.toMillis()).toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Adds up to a quarter, so that replicas do not run in step. */
  private static Duration withJitter(long millis) {
    return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 4 + 1));
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
