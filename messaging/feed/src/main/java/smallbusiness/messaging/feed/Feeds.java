package smallbusiness.messaging.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.SmartLifecycle;

/** Starts and stops the feeds of the service with its application context. */
final class Feeds implements SmartLifecycle {

  private final List<EventHandler> listeners;
  private final Function<EventHandler, FeedRunner> runners;
  private final List<FeedRunner> running = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /**
   * @param runners makes a runner for each start of a listener
   * @throws IllegalStateException when two listeners have one name
   */
  Feeds(List<EventHandler> listeners, Function<EventHandler, FeedRunner> runners) {
    long names = listeners.stream().map(EventHandler::name).distinct().count();
    if (names < listeners.size()) {
      throw new IllegalStateException("Feed names are not unique: " + listeners);
    }
    this.listeners = List.copyOf(listeners);
    this.runners = runners;
  }

  @Override
  public synchronized void start() {
    for (EventHandler listener : listeners) {
      FeedRunner runner = runners.apply(listener);
      running.add(runner);
      threads.add(Thread.ofPlatform().name("feed-" + listener.name()).daemon().start(runner));
    }
  }

  @Override
  public synchronized void stop() {
    running.forEach(FeedRunner::stop);
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    running.clear();
    threads.clear();
  }

  @Override
  public synchronized boolean isRunning() {
    return !running.isEmpty();
  }
}
