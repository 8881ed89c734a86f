package smallbusiness.messaging.consistency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import smallbusiness.messaging.token.Aggregate;
import smallbusiness.messaging.token.ConsistencyToken;

/**
 * Where reads wait for the writes that they name. A read that waits holds its own thread, which
 * should be a virtual one, and nothing else: one thread looks after all of them, with one question
 * to the database when an aggregate that somebody waits for has moved.
 */
public final class WaitingRoom implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(WaitingRoom.class);

  private final AppliedVersions applied;
  private final ParkedAggregates parked;
  private final ConsistencyProperties properties;
  private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<Collection<Aggregate>> moved = new LinkedBlockingQueue<>();
  private @Nullable Thread thread;

  WaitingRoom(AppliedVersions applied, ParkedAggregates parked, ConsistencyProperties properties) {
    this.applied = applied;
    this.parked = parked;
    this.properties = properties;
  }

  /**
   * Returns as soon as the read model has what the token asks for, at once when it has it already.
   * Must be called outside a transaction, or the caller may not see what it has waited for.
   *
   * @throws NotYetAppliedException when the time is over
   * @throws AggregateParkedException when something that is missing is parked; noticed within
   *     {@code consistency.recheck}
   */
  public void await(ConsistencyToken token, Duration atMost) {
    if (token.isEmpty()) {
      return;
    }
    Wait wait = new Wait(token);
    // First waiting, then looking: what becomes visible in between is not missed.
    waits.add(wait);
    try {
      wait.learn(applied.of(token.versions().keySet()));
      wait.await(atMost);
    } finally {
      waits.remove(wait);
    }
  }

  /** How many reads wait now. */
  public int size() {
    return waits.size();
  }

  /** These versions have become visible. Returns at once. */
  void visible(Map<Aggregate, Long> versions) {
    waits.forEach(wait -> wait.learn(versions));
  }

  /** Events of these aggregates have become visible, or have perhaps: another replica says so. */
  void moved(Collection<Aggregate> aggregates) {
    if (!waits.isEmpty()) {
      moved.add(aggregates);
    }
  }

  private void lookAfterWaits() {
    long looked = System.nanoTime();
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Set<Aggregate> news = news();
        if (System.nanoTime() - looked >= properties.recheck().toNanos()) {
          look(wanted());
          giveUp(wanted());
          looked = System.nanoTime();
        } else {
          news.retainAll(wanted());
          look(news);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        LOG.warn("Waiting reads are not looked after; trying again", e);
      }
    }
  }

  /** The aggregates that have moved; none when there was no news for long. */
  private Set<Aggregate> news() throws InterruptedException {
    Set<Aggregate> news = new HashSet<>();
    var first = moved.poll(properties.recheck().toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      news.addAll(first);
      List<Collection<Aggregate>> more = new ArrayList<>();
      moved.drainTo(more);
      more.forEach(news::addAll);
    }
    return news;
  }

  private Set<Aggregate> wanted() {
    Set<Aggregate> wanted = new HashSet<>();
    waits.forEach(wait -> wanted.addAll(wait.aggregates()));
    return wanted;
  }

  private void giveUp(Set<Aggregate> missing) {
    if (!missing.isEmpty()) {
      Set<Aggregate> standing = parked.among(missing);
      waits.forEach(wait -> wait.giveUp(standing));
    }
  }

  private void look(Set<Aggregate> aggregates) {
    if (!aggregates.isEmpty()) {
      var visible = applied.of(aggregates);
      waits.forEach(wait -> wait.learn(visible));
    }
  }

  @Override
  public synchronized void start() {
    thread = Thread.ofVirtual().name("waiting-room").start(this::lookAfterWaits);
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
