package smallbusiness.acceptance.contract;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An OpenAPI 3.1 document that a service publishes. Fields that it does not document are invalid,
 * except in problem documents.
 */
public final class OpenApiDocument {

  private static final String PROBLEM = "Problem";
  private static final String NAME = "https://example.org/openapi.json";

  private final JsonNode document;
  private final List<Operation> operations = new ArrayList<>();
  private final SchemaRegistry schemas;
  private final Map<String, Schema> known = new ConcurrentHashMap<>();

  public OpenApiDocument(JsonNode published) {
    this.document = published.deepCopy();
    document.path("components").path("schemas").forEachEntry((name, schema) -> close(name, schema));
    document
        .path("paths")
        .forEachEntry(
            (path, item) ->
                item.propertyNames().forEach(method -> operations.add(described(path, method))));
    // If several paths match, the one with the fewest variables wins.
    operations.sort(Comparator.comparingInt(operation -> operation.path().split("\\{", -1).length));
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
    this.schemas =
        SchemaRegistry.withDialect(
            Dialects.getOpenApi31(),
            builder ->
                builder.schemas(Map.of(NAME, document.toString())).schemaRegistryConfig(config));
  }

  /** Reads the document of the single API from the repository. */
  public static JsonNode committed(Path repository) {
    try {
      return JsonMapper.shared()
          .readTree(Files.readString(repository.resolve("docs/openapi.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One path and method.
   *
   * @param path the documented path, with variables in braces
   * @param place JSON pointer to the operation
   */
  public record Operation(String method, String path, String place, JsonNode description) {

    /** Method and path: {@code GET /api/v1/orders/{id}}. */
    public String name() {
      return method + " " + path;
    }

    private boolean matches(String otherMethod, String otherPath) {
      String[] own = path.split("/", -1);
      String[] other = otherPath.split("/", -1);
      boolean matches = method.equals(otherMethod) && own.length == other.length;
      for (int i = 0; matches && i < own.length; i++) {
        matches = own[i].equals(other[i]) || (own[i].startsWith("{") && !other[i].isEmpty());
      }
      return matches;
    }
  }

  /** All documented operations. */
  public List<Operation> operations() {
    return operations;
  }

  /**
   * Finds the operation of a request.
   *
   * @param path without the query
   */
  public Optional<Operation> operation(String method, String path) {
    return operations.stream().filter(operation -> operation.matches(method, path)).findFirst();
  }

  /** The field names of a row of a list. */
  List<String> columns(JsonNode list) {
    JsonNode row = resolve(resolve(list).path("items"));
    return List.copyOf(row.path("properties").propertyNames());
  }

  /**
   * Validates a body.
   *
   * @param place JSON pointer to its schema in the document
   */
  List<Error> errors(String place, JsonNode body) {
    return known
        .computeIfAbsent(place, key -> schemas.getSchema(SchemaLocation.of(NAME + "#" + key)))
        .validate(body);
  }

  /** Escapes a name for a JSON pointer. */
  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private Operation described(String path, String method) {
    return new Operation(
        method.toUpperCase(Locale.ROOT),
        path,
        "/paths/" + escaped(path) + "/" + method,
        document.path("paths").path(path).path(method));
  }

  private JsonNode resolve(JsonNode schema) {
    String reference = schema.path("$ref").asString("");
    return reference.isEmpty() ? schema : document.at(reference.substring(1));
  }

  private static void close(String name, JsonNode schema) {
    if (name.equals(PROBLEM)) {
      return;
    }
    if (schema instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    schema.path("properties").forEachEntry((field, inner) -> close(name, inner));
    if (schema.has("items")) {
      close(name, schema.path("items"));
    }
  }
}
