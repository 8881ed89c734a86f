package smallbusiness.messaging.relay;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
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
        backoff.pause();
      } catch (Error e) { // a relay that dies in silence is worse than one that tries again
        failed(new IllegalStateException("The relay met an error", e));
        backoff.pause();
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
      status.become(RelayStatus.Role.STANDBY);
      wait(properties.standbyInterval());
    } else if (defect.isPresent()) {
      repair(defect.get());
    } else {
      topics.create();
      sessions.run(() -> wanted);
    }
  }

  private void repair(String defect) throws InterruptedException, SQLException {
    topics.create();
    status.become(RelayStatus.Role.REPAIRING);
    long lacking = repair.run(defect);
    if (lacking < 0) {
      status.become(RelayStatus.Role.STANDBY);
      wait(properties.standbyInterval());
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

  private static void wait(Duration interval) throws InterruptedException {
    long millis = interval.toMillis();
    Thread.sleep(millis + ThreadLocalRandom.current().nextLong(millis / 4 + 1));
  }

  @Override
  public void stop() {
    wanted = false;
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
