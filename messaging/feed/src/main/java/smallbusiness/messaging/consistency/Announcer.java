package smallbusiness.messaging.consistency;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * Tells this replica's waiting room at once what a feed has made visible, and the other replicas
 * through the database which aggregates it has moved. Of other feeds, which write what no token
 * asks for (a journal, a generation beside the live one), nobody need hear. The notice to the
 * others goes out after the commit, in a statement of its own: a notice inside the feed's
 * transaction would make all commits of the database queue for PostgreSQL's one notification lock.
 */
final class Announcer implements FeedObserver, SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

  private final JdbcTemplate jdbc;
  private final WaitingRoom room;
  private final UUID replica;
  private final Set<String> feeds;
  private final BlockingQueue<Aggregate> pending = new LinkedBlockingQueue<>(100_000);
  private @Nullable Thread thread;

  /**
   * Nobody is told anything yet.
   *
   * @param feeds the names of those that make aggregates visible
   */
  Announcer(JdbcTemplate jdbc, WaitingRoom room, UUID replica, Set<String> feeds) {
    this.jdbc = jdbc;
    this.room = room;
    this.replica = replica;
    this.feeds = Set.copyOf(feeds);
  }

  @Override
  public void applied(String feed, List<ReceivedEvent> events) {
    if (!feeds.contains(feed)) {
      return;
    }
    Map<Aggregate, Long> versions = new HashMap<>();
    for (ReceivedEvent event : events) {
      Aggregate aggregate = new Aggregate(event.type().topic(), event.key());
      versions.merge(aggregate, event.sequence(), Math::max);
    }
    room.visible(versions);
    for (Aggregate aggregate : versions.keySet()) {
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
