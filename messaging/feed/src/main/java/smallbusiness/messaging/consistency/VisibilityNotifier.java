package smallbusiness.messaging.consistency;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import smallbusiness.messaging.feed.FeedObserver;
import smallbusiness.messaging.feed.ReceivedEvent;
import smallbusiness.messaging.token.Aggregate;

/**
 * Passes the versions that the service's feed has made visible to this replica's pending reads, and
 * notifies the other replicas through the database. NOTIFY runs in a statement of its own after the
 * commit: inside the feed's transaction it would make all commits of the database queue for
 * PostgreSQL's notification lock.
 */
final class VisibilityNotifier implements FeedObserver, SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(VisibilityNotifier.class);

  private final JdbcTemplate jdbc;
  private final PendingReads reads;
  private final UUID replica;
  private final BlockingQueue<Aggregate> pending = new LinkedBlockingQueue<>(100_000);
  private @Nullable Thread thread;

  VisibilityNotifier(JdbcTemplate jdbc, PendingReads reads, UUID replica) {
    this.jdbc = jdbc;
    this.reads = reads;
    this.replica = replica;
  }

  @Override
  public void applied(List<ReceivedEvent> events) {
    Map<Aggregate, Long> versions = new HashMap<>();
    for (ReceivedEvent event : events) {
      Aggregate aggregate = new Aggregate(event.type().topic(), event.key());
      versions.merge(aggregate, event.sequence(), Math::max);
    }
    reads.visible(versions);
    for (Aggregate aggregate : versions.keySet()) {
      if (!pending.offer(aggregate)) {
        LOG.debug("Queue full, not notifying other replicas of {}; their reads poll", aggregate);
      }
    }
  }

  private void notifyReplicas() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Aggregate first = pending.take();
        VisibilityNotification notification = new VisibilityNotification(replica, first);
        for (Aggregate next = pending.peek();
            next != null && notification.add(next);
            next = pending.peek()) {
          pending.poll();
        }
        jdbc.query(
            "SELECT pg_notify(?, ?)",
            row -> {},
            VisibilityNotification.CHANNEL,
            notification.toString());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (DataAccessException e) {
        LOG.warn("Could not notify other replicas; their reads poll", e);
      }
    }
  }

  @Override
  public synchronized void start() {
    thread = Thread.ofVirtual().name("visibility-notifier").start(this::notifyReplicas);
  }

  @Override
  public synchronized void stop() {
    if (thread != null) {
      thread.interrupt();
      thread = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }
}
