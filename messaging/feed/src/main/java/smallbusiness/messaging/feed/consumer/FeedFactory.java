package smallbusiness.messaging.feed.consumer;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.backoff.ExponentialBackOff;
import smallbusiness.messaging.feed.EventHandler;
import smallbusiness.messaging.feed.EventHandlers;
import smallbusiness.messaging.feed.EventReader;
import smallbusiness.messaging.feed.FeedObserver;
import smallbusiness.messaging.feed.FeedObservers;
import smallbusiness.messaging.feed.ServiceFeed;
import smallbusiness.messaging.feed.parked.ParkedEventResolver;
import smallbusiness.messaging.feed.parked.ParkedEvents;
import smallbusiness.schemas.EventCodec;

/** Makes feeds; closing it ends only its own timer. */
final class FeedFactory implements AutoCloseable {

  private final ConsumerFactory<byte[], byte[]> kafka;
  private final EventReader reader;
  private final FeedProperties properties;
  private final String application;
  private final Clock clock;
  private final SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();

  FeedFactory(
      ConsumerFactory<byte[], byte[]> kafka,
      EventCodec codec,
      FeedProperties properties,
      String application,
      Clock clock) {
    this.kafka = kafka;
    this.reader = new EventReader(codec);
    this.properties = properties;
    this.application = application;
    this.clock = clock;
    scheduler.setVirtualThreads(true);
  }

  /**
   * A feed that is not started.
   *
   * @param name the name of its stored offsets and parked events; its consumer group is that of the
   *     service, with the name behind it unless it is the service's feed
   */
  Feed create(
      String name,
      Collection<? extends EventHandler> handlers,
      JdbcTemplate jdbc,
      TransactionOperations transactions,
      BatchInterceptor interceptor,
      List<FeedObserver> observers) {
    EventHandlers all = new EventHandlers(handlers);
    FeedObserver observer = new FeedObservers(observers);
    FeedState state = new FeedState();
    FeedOffsets offsets = new FeedOffsets(name, jdbc, clock);
    ParkedEvents parked = new ParkedEvents(jdbc, clock, name, properties.maxParkedKeys());
    BatchProcessor processor =
        new BatchProcessor(name, all, offsets, parked, transactions, interceptor, observer);
    String group = name.equals(ServiceFeed.NAME) ? application : application + "." + name;
    return new Feed(
        state,
        parked,
        new ParkedEventResolver(parked, reader, all, transactions, observer),
        () -> new FeedConsumer(name, reader, offsets, processor, state, backOff(), clock),
        new FeedContainers(kafka, name, group, all.topics(), properties),
        scheduler);
  }

  private ExponentialBackOff backOff() {
    ExponentialBackOff backOff = new ExponentialBackOff(properties.retryDelay().toMillis(), 2);
    backOff.setMaxInterval(properties.maxRetryDelay().toMillis());
    return backOff;
  }

  @Override
  public void close() {
    scheduler.close();
  }
}
