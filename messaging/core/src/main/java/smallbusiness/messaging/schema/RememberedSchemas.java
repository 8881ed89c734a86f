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
 * Numbers and schemas in memory, kept in the service's database beside it. Writing never asks the
 * registry. Reading asks it once for each number that nobody here has seen before.
 */
final class RememberedSchemas implements SchemaIds {

  private static final int NOT_FOUND = 404;

  private final JdbcClient jdbc;
  private final SchemaRegistry registry;
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
  private final Map<EventType, Integer> numbers = new ConcurrentHashMap<>();

  RememberedSchemas(JdbcClient jdbc, SchemaRegistry registry) {
    this.jdbc = jdbc;
    this.registry = registry;
  }

  /**
   * Takes up what the database remembers.
   *
   * @param written the types that this system writes; a number is taken up only if it stands for
   *     the very schema of this build
   */
  void load(Collection<EventType> written) {
    jdbc.sql("SELECT id, definition FROM messaging.schema_id")
        .query((RowCallbackHandler) this::takeUp);
    for (EventType type : written) {
      jdbc.sql("SELECT id FROM messaging.registered_schema WHERE subject = ?")
          .param(type.subject())
          .query(Integer.class)
          .optional()
          .filter(id -> type.schema().equals(schemas.get(id)))
          .ifPresent(id -> numbers.put(type, id));
    }
  }

  private void takeUp(ResultSet row) throws SQLException {
    schemas.put(row.getInt("id"), new Schema.Parser().parse(row.getString("definition")));
  }

  /**
   * Remembers the number under which a type is registered.
   *
   * @throws IllegalStateException when the number already stands for another schema: this is not
   *     the registry that we knew
   */
  void remember(EventType type, int id) {
    remember(id, type.schema());
    jdbc.sql(
            """
            INSERT INTO messaging.registered_schema (subject, id) VALUES (?, ?)
            ON CONFLICT (subject) DO UPDATE SET id = excluded.id
            """)
        .params(List.of(type.subject(), id))
        .update();
    numbers.put(type, id);
  }

  private void remember(int id, Schema schema) {
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
          "Number "
              + id
              + " stood for another schema than "
              + schema.getFullName()
              + " before: is this another registry?");
    }
    schemas.put(id, schema);
  }

  @Override
  public int idOf(EventType type) {
    Integer id = numbers.get(type);
    if (id == null) {
      throw new UnknownSchemaException(type + " is not registered yet");
    }
    return id;
  }

  /** Whether {@link #idOf} would answer. */
  boolean knows(EventType type) {
    return numbers.containsKey(type);
  }

  @Override
  public Schema schemaOf(int id) {
    Schema known = schemas.get(id);
    return known != null ? known : fetch(id);
  }

  /**
   * A registry that answers that it has no such number makes an event undecodable: a relay sends
   * nothing before its schema is registered. One that does not answer makes it wait.
   */
  private Schema fetch(int id) {
    try {
      Schema fetched = registry.schema(id);
      remember(id, fetched);
      return fetched;
    } catch (RegistryRefusedException e) {
      if (e.status() == NOT_FOUND) {
        throw new UndecodableEventException("The registry has no schema number " + id, e);
      }
      throw new UnknownSchemaException("Cannot resolve schema number " + id, e);
    } catch (SchemaParseException e) {
      throw new UndecodableEventException("Number " + id + " is no Avro schema", e);
    } catch (RegistryAwayException e) {
      throw new UnknownSchemaException("Cannot resolve schema number " + id, e);
    }
  }
}
