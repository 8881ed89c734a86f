package smallbusiness.schemas;

import org.apache.avro.Schema;

/**
 * The numbers under which the schema registry knows schemas. Implementations answer from memory:
 * the codec asks on every event, also while the registry is away.
 */
public interface SchemaIds {

  /**
   * The number under which the type's current schema is registered.
   *
   * @throws UnknownSchemaException when it has not been registered yet; the caller must not write
   *     the event
   */
  int idOf(EventType type);

  /**
   * The schema registered under a number.
   *
   * @throws UnknownSchemaException when the number cannot be resolved now; the caller may try again
   * @throws UndecodableEventException when the number is known to stand for no schema
   */
  Schema schemaOf(int id);
}
