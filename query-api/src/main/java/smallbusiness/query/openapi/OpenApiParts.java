package smallbusiness.query.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Objects;
import java.util.Set;

/** Parts of the OpenAPI document that several operations have. */
final class OpenApiParts {

  private OpenApiParts() {}

  /** A schema of one JSON type. */
  @SuppressWarnings("unchecked") // the library's builders lose the type of a schema's values
  static Schema<Object> schema(String type) {
    Schema<?> schema = new JsonSchema();
    schema.setTypes(Set.of(type));
    return (Schema<Object>) schema;
  }

  /** The 200 response of an operation. */
  static ApiResponse ok(Operation operation) {
    return Objects.requireNonNull(operation.getResponses().get("200"), operation.getSummary());
  }

  /** The GET operation of a path. */
  static Operation get(OpenAPI document, String path) {
    PathItem item = Objects.requireNonNull(document.getPaths().get(path), path);
    return Objects.requireNonNull(item.getGet(), path);
  }

  /** A response header. */
  static Header header(String description, String type) {
    return new Header().description(description).schema(schema(type));
  }

  /** The parameter that selects fields of the response. */
  static Parameter fields() {
    return new QueryParameter()
        .name("fields")
        .description("Return only these fields, separated by commas")
        .example("id,version")
        .schema(schema("string"));
  }
}
