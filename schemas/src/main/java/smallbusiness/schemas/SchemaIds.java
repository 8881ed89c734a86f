package smallbusiness.schemas;

import org.apache.avro.Schema;

/**
 * Maps event types to schema ids of the registry and back. Implementations answer from memory: the
 * codec calls them for every event, even while the registry is down.
 */
public interface SchemaIds {

  /**
   * Returns the id of the type's current schema.
   *
   * @throws UnknownSchemaException when it is not registered yet; do not write the event
   */
  int idOf(EventType type);

  /**
   * Returns the schema of an id.
   *
   * @throws UnknownSchemaException when the id cannot be resolved now; retry
   * @throws UndecodableEventException when there is no schema with the id
   */
  Schema schemaOf(int id);
}
