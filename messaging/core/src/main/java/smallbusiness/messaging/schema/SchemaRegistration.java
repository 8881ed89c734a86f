package smallbusiness.messaging.schema;

import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;
import smallbusiness.schemas.EventType;

/**
 * Registers this service's schemas in the background at every start and retries until it succeeds.
 * Until then the ids stored by earlier starts are used.
 */
final class SchemaRegistration implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaRegistration.class);

  private final SchemaRegistry registry;
  private final StoredSchemas schemas;
  private final List<EventType> types;
  private final SchemaRegistryProperties properties;
  private volatile State state = State.PENDING;
  private volatile @Nullable String lastError;
  private final TaskScheduler scheduler;
  private @Nullable Future<?> next;

  SchemaRegistration(
      SchemaRegistry registry,
      StoredSchemas schemas,
      List<EventType> types,
      SchemaRegistryProperties properties,
      TaskScheduler scheduler) {
    this.registry = registry;
    this.schemas = schemas;
    this.types = List.copyOf(types);
    this.properties = properties;
    this.scheduler = scheduler;
  }

  @Override
  public synchronized void start() {
    if (state == State.DONE) {
      return;
    }
    ExponentialBackOff backOff = new ExponentialBackOff(properties.retryDelay().toMillis(), 2);
    backOff.setMaxInterval(properties.maxRetryDelay().toMillis());
    schedule(0, backOff.start());
  }

  private void schedule(long delay, BackOffExecution delays) {
    next =
        scheduler.schedule(() -> attempt(delays), scheduler.getClock().instant().plusMillis(delay));
  }

  private void attempt(BackOffExecution delays) {
    if (!tryToRegister()) {
      synchronized (this) {
        if (isRunning()) {
          schedule(delays.nextBackOff(), delays);
        }
      }
    }
  }

  private boolean tryToRegister() {
    try {
      types.forEach(this::register);
      state = State.DONE;
      lastError = null;
      LOG.info("Registered the schemas of {} event types", types.size());
      return true;
    } catch (RegistryUnavailableException | DataAccessException e) {
      failed(State.PENDING, e);
    } catch (RegistryRefusedException | IllegalStateException e) {
      failed(State.REFUSED, e);
    }
    return false;
  }

  private void register(EventType type) {
    int id = registry.register(type.subject(), type.schema());
    registry.requireFullTransitiveCompatibility(type.subject());
    schemas.store(type, id);
  }

  /** Logs each error once, not for every retry. */
  private void failed(State reached, RuntimeException error) {
    String text = String.valueOf(error.getMessage());
    if (!text.equals(lastError)) {
      LOG.warn("Registering event schemas failed, retrying", error);
    }
    state = reached;
    lastError = text;
  }

  @Override
  public synchronized void stop() {
    if (next != null) {
      next.cancel(true);
      next = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return next != null;
  }

  /** The state of this start's registration. */
  State state() {
    return state;
  }

  /** The error of the last attempt; null if it succeeded. */
  @Nullable String lastError() {
    return lastError;
  }

  /** The types without an id. Their events cannot be written. */
  List<EventType> missing() {
    return types.stream().filter(type -> !schemas.hasId(type)).toList();
  }

  /** States of a registration. */
  enum State {
    /** Not registered yet: the registry or the database is unavailable. */
    PENDING,
    /** The registry refused, for example an incompatible schema. */
    REFUSED,
    DONE
  }
}
