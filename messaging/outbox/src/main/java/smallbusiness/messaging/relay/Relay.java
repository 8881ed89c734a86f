package smallbusiness.messaging.relay;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Supervises relaying in this process: waits as a standby while another replica has the slot, has
 * it repaired when it is not sound, and opens a new session after every failure, for ever.
 */
final class Relay implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(25);

  private final RelayProperties properties;
  private final Slot slot;
  private final Topics topics;
  private final Sessions sessions;
  private final Repair repair;
  private final RelayStatus status;
  private volatile @Nullable Thread thread;
  private volatile boolean wanted;
  private boolean rehearsed;
  private volatile CountDownLatch stopped = new CountDownLatch(0);

  Relay(
      RelayProperties properties,
      Slot slot,
      Topics topics,
      Sessions sessions,
      Repair repair,
      RelayStatus status) {
    this.properties = properties;
    this.slot = slot;
    this.topics = topics;
    this.sessions = sessions;
    this.repair = repair;
    this.status = status;
  }

  @Override
  public void start() {
    wanted = true;
    stopped = new CountDownLatch(1);
    thread = Thread.ofPlatform().daemon().name("relay").start(this::supervise);
  }

  private void supervise() {
    Backoff backoff = new Backoff(properties.backoffInitial(), properties.backoffMax());
    status.become(RelayStatus.Role.STARTING);
    while (wanted) {
      long before = status.published();
      try {
        round();
        backoff.reset();
      } catch (InterruptedException e) {
        wanted = false;
      } catch (LogGapException e) {
        LOG.error("Relay: {}", e.getMessage());
        status.failed(e);
        condemn(e);
      } catch (SQLException | RuntimeException e) {
        if (status.published() > before) {
          backoff.reset();
        }
        failed(e);
        pause(backoff);
      } catch (Error e) { // a relay that dies in silence is worse than one that tries again
        failed(new IllegalStateException("The relay met an error", e));
        pause(backoff);
      }
    }
    status.become(RelayStatus.Role.STOPPED);
  }

  /** Does the next thing that is due; returns when there may be something else to do. */
  private void round() throws InterruptedException, SQLException {
    SlotState state = slot.state();
    status.saw(state);
    Optional<String> defect = state.defect();
    if (state.paused()) {
      status.become(RelayStatus.Role.PAUSED);
      wait(properties.standbyInterval());
    } else if (state.active()) {
      standBy();
      rehearse();
    } else if (defect.isPresent()) {
      repair(defect.get(), state.neverMade());
    } else {
      topics.create();
      if (!sessions.run(() -> wanted)) {
        standBy();
      }
    }
  }

  private void standBy() throws InterruptedException {
    status.become(RelayStatus.Role.STANDBY);
    wait(properties.standbyInterval());
  }

  /** Once: a take-over that has to load half of the libraries takes a second longer. */
  private void rehearse() throws InterruptedException {
    if (!rehearsed) {
      rehearsed = true;
      try {
        topics.create();
        sessions.rehearse();
      } catch (KafkaException e) {
        LOG.debug("Relay: not rehearsed, a take-over will take longer", e);
      }
    }
  }

  private void repair(String defect, boolean first) throws InterruptedException, SQLException {
    topics.create();
    if (!first) {
      status.become(RelayStatus.Role.REPAIRING);
    }
    long lacking = repair.run(defect, first);
    if (lacking < 0) {
      standBy();
    } else if (first) {
      status.published(lacking);
    } else {
      status.repaired(lacking);
    }
  }

  private void condemn(LogGapException gap) {
    try {
      slot.condemn(String.valueOf(gap.getMessage()));
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private void failed(Exception cause) {
    if (!wanted) {
      LOG.debug("Relay: failed while stopping", cause);
    } else if (Publisher.isFenced(cause)) {
      LOG.info("Relay: another replica has taken over");
      status.become(RelayStatus.Role.STANDBY);
    } else {
      status.failed(cause);
      status.become(RelayStatus.Role.STARTING);
      LOG.warn("Relay: failed and will try again: {}", Failures.describe(cause));
      LOG.debug("Relay: the failure", cause);
    }
  }

  private void pause(Backoff backoff) {
    Duration pause = backoff.next();
    status.waits(pause);
    try {
      stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      wanted = false;
    }
    status.waits(Duration.ZERO);
  }

  /** Waits, a little at random so that replicas do not keep step; a stop ends it at once. */
  private void wait(Duration interval) throws InterruptedException {
    long millis = interval.toMillis();
    stopped.await(
        millis + ThreadLocalRandom.current().nextLong(millis / 4 + 1), TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    wanted = false;
    stopped.countDown();
    Thread running = thread;
    try {
      if (running != null && !running.join(STOP_PATIENCE)) {
        running.interrupt();
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
