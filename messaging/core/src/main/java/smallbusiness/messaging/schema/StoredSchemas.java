package smallbusiness.messaging.schema;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import smallbusiness.schemas.EventType;
import smallbusiness.schemas.SchemaIds;
import smallbusiness.schemas.UndecodableEventException;
import smallbusiness.schemas.UnknownSchemaException;

/**
 * Schema ids and schemas in memory and in the service's database. Writing events never calls the
 * registry; reading calls it once for each id that is not stored yet.
 */
final class StoredSchemas implements SchemaIds {

  private static final int NOT_FOUND = 404;

  private final JdbcClient jdbc;
  private final SchemaRegistry registry;
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
  private final Map<EventType, Integer> ids = new ConcurrentHashMap<>();

  StoredSchemas(JdbcClient jdbc, SchemaRegistry registry) {
    this.jdbc = jdbc;
    this.registry = registry;
  }

  /**
   * Loads the stored schemas.
   *
   * @param written the types that this service writes; an id is used only if it belongs to exactly
   *     this build's schema
   */
  void load(Collection<EventType> written) {
    jdbc.sql("SELECT id, definition FROM messaging.schema_id")
        .query((RowCallbackHandler) this::add);
    for (EventType type : written) {
      jdbc.sql("SELECT id FROM messaging.registered_schema WHERE subject = ?")
          .param(type.subject())
          .query(Integer.class)
          .optional()
          .filter(id -> type.schema().equals(schemas.get(id)))
          .ifPresent(id -> ids.put(type, id));
    }
  }

  private void add(ResultSet row) throws SQLException {
    schemas.put(row.getInt("id"), new Schema.Parser().parse(row.getString("definition")));
  }

  /**
   * Stores the id of a type.
   *
   * @throws IllegalStateException when the id belongs to another schema: the registry was replaced
   */
  void store(EventType type, int id) {
    store(id, type.schema());
    jdbc.sql(
            """
            INSERT INTO messaging.registered_schema (subject, id) VALUES (?, ?)
            ON CONFLICT (subject) DO UPDATE SET id = excluded.id
            """)
        .params(List.of(type.subject(), id))
        .update();
    ids.put(type, id);
  }

  private void store(int id, Schema schema) {
    jdbc.sql("INSERT INTO messaging.schema_id VALUES (?, ?) ON CONFLICT DO NOTHING")
        .params(List.of(id, schema.toString()))
        .update();
    String kept =
        jdbc.sql("SELECT definition FROM messaging.schema_id WHERE id = ?")
            .param(id)
            .query(String.class)
            .single();
    if (!schema.equals(new Schema.Parser().parse(kept))) {
      throw new IllegalStateException(
          "Id %d already belongs to a schema other than %s; is this another registry?"
              .formatted(id, schema.getFullName()));
    }
    schemas.put(id, schema);
  }

  @Override
  public int idOf(EventType type) {
    Integer id = ids.get(type);
    if (id == null) {
      throw new UnknownSchemaException(type + " is not registered yet");
    }
    return id;
  }

  /** Whether the type has an id. */
  boolean hasId(EventType type) {
    return ids.containsKey(type);
  }

  @Override
  public Schema schemaOf(int id) {
    Schema stored = schemas.get(id);
    return stored != null ? stored : fetch(id);
  }

  /**
   * An id that the registry does not have makes an event undecodable, since schemas are registered
   * before events are published. A registry that does not answer is a transient failure.
   */
  private Schema fetch(int id) {
    try {
      Schema fetched = registry.schema(id);
      store(id, fetched);
      return fetched;
    } catch (SchemaParseException e) {
      throw new UndecodableEventException("Id " + id + " is not an Avro schema", e);
    } catch (RegistryRefusedException | RegistryUnavailableException e) {
      if (e instanceof RegistryRefusedException refused && refused.status() == NOT_FOUND) {
        throw new UndecodableEventException("The registry has no schema with id " + id, e);
      }
      throw new UnknownSchemaException("Cannot resolve schema id " + id, e);
    }
  }
}
