package smallbusiness.messaging.schema;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import smallbusiness.schemas.EventType;

/**
 * Registers this system's schemas in the background at every start, until it has succeeded. Until
 * then the numbers remembered from earlier starts are in use.
 */
final class SchemaRegistration implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaRegistration.class);

  private final SchemaRegistry registry;
  private final RememberedSchemas schemas;
  private final List<EventType> types;
  private final SchemaRegistryProperties properties;
  private volatile State state = State.PENDING;
  private volatile @Nullable String lastError;
  private @Nullable Thread thread;

  SchemaRegistration(
      SchemaRegistry registry,
      RememberedSchemas schemas,
      List<EventType> types,
      SchemaRegistryProperties properties) {
    this.registry = registry;
    this.schemas = schemas;
    this.types = List.copyOf(types);
    this.properties = properties;
  }

  @Override
  public synchronized void start() {
    if (state != State.DONE) {
      thread = Thread.ofVirtual().name("schema-registration").start(this::registerUntilDone);
    }
  }

  private void registerUntilDone() {
    Duration delay = properties.retryDelay();
    while (!Thread.currentThread().isInterrupted() && !tryToRegister()) {
      try {
        Thread.sleep(delay);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      Duration doubled = delay.multipliedBy(2);
      delay =
          doubled.compareTo(properties.maxRetryDelay()) < 0 ? doubled : properties.maxRetryDelay();
    }
  }

  private boolean tryToRegister() {
    try {
      types.forEach(this::register);
      state = State.DONE;
      lastError = null;
      LOG.info("Registered the schemas of {} event types", types.size());
      return true;
    } catch (RegistryAwayException | DataAccessException e) {
      failed(State.PENDING, e);
    } catch (RegistryRefusedException | IllegalStateException e) {
      failed(State.REFUSED, e);
    }
    return false;
  }

  private void register(EventType type) {
    int id = registry.register(type.subject(), type.schema());
    registry.requireFullTransitiveCompatibility(type.subject());
    schemas.remember(type, id);
  }

  /** Says so once for each error, not for each try. */
  private void failed(State reached, RuntimeException error) {
    String text = String.valueOf(error.getMessage());
    if (!text.equals(lastError)) {
      LOG.warn("Schemas are not registered; trying again until they are", error);
    }
    state = reached;
    lastError = text;
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

  /** How far this start's registration has come. */
  State state() {
    return state;
  }

  /** What the last try failed with; null when it did not. */
  @Nullable String lastError() {
    return lastError;
  }

  /** The types whose number is not known: events of these cannot be written. */
  List<EventType> missing() {
    return types.stream().filter(type -> !schemas.knows(type)).toList();
  }

  /** Outcomes of a registration. */
  enum State {
    /** Not yet: the registry or the database is away. */
    PENDING,
    /** The registry said no, such as to a schema that is not compatible. */
    REFUSED,
    DONE
  }
}
