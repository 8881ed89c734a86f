package smallbusiness.messaging.consistency;

import java.util.Collection;
import java.util.List;
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

/**
 * Tells this replica's waiting room at once, and the other replicas through the database, which
 * aggregates a feed has moved. The notice to the others goes out after the commit, in a statement
 * of its own: a notice inside the feed's transaction would make all commits of the database queue
 * for PostgreSQL's one notification lock.
 */
final class Announcer implements FeedObserver, SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

  private final JdbcTemplate jdbc;
  private final WaitingRoom room;
  private final UUID replica;
  private final BlockingQueue<Aggregate> pending = new LinkedBlockingQueue<>(100_000);
  private @Nullable Thread thread;

  Announcer(JdbcTemplate jdbc, WaitingRoom room, UUID replica) {
    this.jdbc = jdbc;
    this.room = room;
    this.replica = replica;
  }

  @Override
  public void applied(List<ReceivedEvent> events) {
    Collection<Aggregate> aggregates =
        events.stream()
            .map(event -> new Aggregate(event.type().topic(), event.key()))
            .distinct()
            .toList();
    room.moved(aggregates);
    for (Aggregate aggregate : aggregates) {
      if (!pending.offer(aggregate)) {
        LOG.debug("Other replicas are not told of {}; they look by themselves", aggregate);
      }
    }
  }

  private void announce() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Aggregate first = pending.take();
        Notice notice = new Notice(replica, first);
        for (Aggregate next = pending.peek();
            next != null && notice.take(next);
            next = pending.peek()) {
          pending.poll();
        }
        jdbc.query("SELECT pg_notify(?, ?)", row -> {}, Notice.CHANNEL, notice.toString());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (DataAccessException e) {
        LOG.warn("Other replicas are not told what was applied; they look by themselves", e);
      }
    }
  }

  @Override
  public synchronized void start() {
    thread = Thread.ofVirtual().name("feed-announcer").start(this::announce);
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
