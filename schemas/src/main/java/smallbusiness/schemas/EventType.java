package smallbusiness.schemas;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** A type of event: its topic, its schema, and the positions of its key and version. */
public final class EventType {

  private final Topic topic;
  private final Class<? extends SpecificRecord> recordClass;
  private final Schema schema;
  private final int keyPosition;
  private final int versionPosition;

  private EventType(Topic topic, Class<? extends SpecificRecord> recordClass, Schema schema) {
    this.topic = topic;
    this.recordClass = recordClass;
    this.schema = schema;
    this.keyPosition = schema.getField(topic.keyField()).pos();
    this.versionPosition = schema.getField("version").pos();
  }

  static EventType of(Topic topic, Class<? extends SpecificRecord> recordClass) {
    return new EventType(topic, recordClass, SpecificData.get().getSchema(recordClass));
  }

  /**
   * Returns the type of an event.
   *
   * @throws IllegalArgumentException when the event's class is not in the catalogue
   */
  public static EventType of(SpecificRecord event) {
    EventType type = Index.BY_CLASS.get(event.getClass());
    if (type == null) {
      throw new IllegalArgumentException(event.getClass() + " is not in the event catalogue");
    }
    return type;
  }

  /** Finds a type by its full name ({@code ce_type}). */
  public static Optional<EventType> named(String fullName) {
    return Optional.ofNullable(Index.BY_NAME.get(fullName));
  }

  public Topic topic() {
    return topic;
  }

  /** The generated record class. */
  public Class<? extends SpecificRecord> recordClass() {
    return recordClass;
  }

  /** The schema with which this build writes and reads the event. */
  public Schema schema() {
    return schema;
  }

  /** The record's full name: the CloudEvents {@code type}. */
  public String fullName() {
    return schema.getFullName();
  }

  /** The subject in the schema registry: {@code <topic>-<record full name>}. */
  public String subject() {
    return topic.topicName() + "-" + fullName();
  }

  /** The event's key: the aggregate's identifier as text. */
  public String keyOf(SpecificRecord event) {
    return event.get(keyPosition).toString();
  }

  /** The version of the event's aggregate, from 1. */
  public long versionOf(SpecificRecord event) {
    return (long) event.get(versionPosition);
  }

  @Override
  public String toString() {
    return subject();
  }

  /** Initialised on first use, after the enum's constants. */
  private static final class Index {
    static final Map<Class<?>, EventType> BY_CLASS = by(EventType::recordClass);
    static final Map<String, EventType> BY_NAME = by(EventType::fullName);

    private static <K> Map<K, EventType> by(Function<EventType, K> key) {
      return Arrays.stream(Topic.values())
          .flatMap(topic -> topic.eventTypes().stream())
          .collect(Collectors.toUnmodifiableMap(key, Function.identity()));
    }
  }
}
