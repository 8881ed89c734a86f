package smallbusiness.query.openapi;

import static smallbusiness.query.openapi.OpenApiParts.header;
import static smallbusiness.query.openapi.OpenApiParts.schema;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;

/** Documents the problems, headers and header parameters that operations have in common. */
final class ResponseDocumentation {

  private static final String PROBLEM = "Problem";

  private ResponseDocumentation() {}

  static void add(OpenAPI document) {
    document.getComponents().addSchemas(PROBLEM, problem());
    document.getPaths().keySet().forEach(path -> add(path, OpenApiParts.get(document, path)));
  }

  private static void add(String path, Operation operation) {
    ApiResponses responses = operation.getResponses();
    responses.addApiResponse("400", problem("A parameter is unknown or invalid"));
    if (path.endsWith("}")) {
      responses.addApiResponse("404", problem("Not found"));
    }
    responses.addApiResponse(
        "503",
        problem("Overloaded, or staler than Max-Staleness; please retry")
            .addHeaderObject("Retry-After", retryAfter()));
    responses.addApiResponse("default", problem("Any other error"));
    if (!path.endsWith("/events")) {
      addConditional(operation);
    }
    addFreshness(operation);
  }

  /** Documents consistency tokens and entity tags. */
  private static void addConditional(Operation operation) {
    operation.addParametersItem(
        new HeaderParameter()
            .name("Consistency-Token")
            .description(
                "Token of a change, for read-your-writes: the read waits until it shows the change")
            .schema(schema("string")));
    ApiResponses responses = operation.getResponses();
    responses.addApiResponse(
        "504",
        problem("The change of the token is not visible yet")
            .addHeaderObject("Retry-After", retryAfter().required(true)));
    responses.addApiResponse(
        "304", new ApiResponse().description("Not modified").addHeaderObject("ETag", etag()));
    OpenApiParts.ok(operation).addHeaderObject("ETag", etag());
    operation
        .getParameters()
        .replaceAll(
            parameter -> parameter.getName().equals("fields") ? OpenApiParts.fields() : parameter);
  }

  /** Documents the freshness headers, which all responses have, also those with errors. */
  private static void addFreshness(Operation operation) {
    operation.addParametersItem(
        new HeaderParameter()
            .name("Max-Staleness")
            .description(
                "Maximum staleness in seconds: one number for all sources, or one per source."
                    + " Answers 503 when the read model is staler. `Prefer: max-staleness=SECONDS`"
                    + " does the same")
            .example("warehouse=5, sales=0.5")
            .schema(schema("string")));
    operation
        .getResponses()
        .values()
        .forEach(
            response ->
                response
                    .addHeaderObject(
                        "As-Of",
                        freshness(
                            "By source: the response contains everything committed before this"
                                + " time",
                            "warehouse=\"2026-03-14T09:26:53.589Z\","
                                + " sales=\"2026-03-14T09:26:53.793Z\", accounting=unknown"))
                    .addHeaderObject(
                        "Staleness",
                        freshness(
                            "By source: the age of that time in seconds",
                            "warehouse=0.412, sales=0.208, accounting=unknown")));
  }

  private static Header freshness(String description, String example) {
    Header header = header(description, "string").required(true);
    header.setExample(example);
    return header;
  }

  private static Header etag() {
    return header("Identifies this response; send it as If-None-Match", "string").required(true);
  }

  private static Header retryAfter() {
    return header("Seconds after which to retry", "integer");
  }

  private static ApiResponse problem(String description) {
    return new ApiResponse()
        .description(description)
        .content(
            new Content()
                .addMediaType(
                    "application/problem+json",
                    new MediaType()
                        .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))));
  }

  private static Schema<Object> problem() {
    Schema<Object> error = schema("object");
    error.addProperty("field", schema("string").description("Parameter, header or field"));
    error.addProperty("detail", schema("string").description("Why it is invalid"));
    Schema<Object> problem = schema("object");
    problem.description("A problem document (RFC 9457)");
    problem.addProperty("type", schema("string").description("urn:problem:<kind>"));
    for (String text : List.of("title", "detail", "instance")) {
      problem.addProperty(text, schema("string"));
    }
    problem.addProperty("status", schema("integer"));
    problem.addProperty("errors", schema("array").items(error));
    problem.setRequired(List.of("type", "title", "status", "detail"));
    return problem;
  }
}
