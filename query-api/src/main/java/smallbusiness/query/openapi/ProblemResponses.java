package smallbusiness.query.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;

/** Documents what every operation may answer instead of what was asked for. */
final class ProblemResponses {

  private static final String SCHEMA = "Problem";
  private static final String REFERENCE = "#/components/schemas/" + SCHEMA;

  private ProblemResponses() {}

  static void add(OpenAPI document) {
    document.getComponents().addSchemas(SCHEMA, problem());
    document
        .getPaths()
        .keySet()
        .forEach(
            path -> {
              Operation get = Common.get(document, path);
              get.getResponses()
                  .addApiResponse("400", response("A parameter is unknown or invalid"));
              if (path.endsWith("}")) {
                get.getResponses().addApiResponse("404", response("Nothing is known of it"));
              }
              get.getResponses()
                  .addApiResponse(
                      "503",
                      response("Overloaded, or staler than Max-Staleness; try again")
                          .addHeaderObject("Retry-After", retryAfter()));
              get.getResponses().addApiResponse("default", response("Refused for another reason"));
              if (path.endsWith("/events")) {
                FreshnessHeaders.add(get);
                return;
              }
              get.addParametersItem(token());
              get.getResponses()
                  .addApiResponse(
                      "504",
                      response("Does not have yet what the token names")
                          .addHeaderObject("Retry-After", retryAfter().required(true)));
              get.getResponses()
                  .addApiResponse(
                      "304",
                      new ApiResponse()
                          .description("Not changed since")
                          .addHeaderObject("ETag", etag()));
              Common.ok(get).addHeaderObject("ETag", etag());
              if (get.getParameters() != null) {
                get.getParameters()
                    .replaceAll(p -> p.getName().equals("fields") ? Common.fields() : p);
              }
              FreshnessHeaders.add(get);
            });
  }

  private static Parameter token() {
    return new HeaderParameter()
        .name("Consistency-Token")
        .description("As a change answered it: the read waits until it shows that change")
        .schema(Common.schema("string"));
  }

  private static Header etag() {
    return Common.header("Stands for these very bytes; send it as If-None-Match", "string")
        .required(true);
  }

  private static Header retryAfter() {
    return Common.header("Seconds after which to try again", "integer");
  }

  private static ApiResponse response(String description) {
    return new ApiResponse()
        .description(description)
        .content(
            new Content()
                .addMediaType(
                    "application/problem+json",
                    new MediaType().schema(new Schema<>().$ref(REFERENCE))));
  }

  private static Schema<Object> problem() {
    Schema<Object> error = Common.schema("object");
    error.addProperty("field", Common.schema("string").description("Parameter, header or field"));
    error.addProperty("detail", Common.schema("string").description("What is wrong with it"));
    Schema<Object> problem = Common.schema("object");
    problem.description("A problem document (RFC 9457)");
    problem.addProperty("type", Common.schema("string").description("urn:problem:<kind>"));
    problem.addProperty("title", Common.schema("string"));
    problem.addProperty("status", Common.schema("integer"));
    problem.addProperty("detail", Common.schema("string"));
    problem.addProperty("instance", Common.schema("string"));
    problem.addProperty("errors", Common.schema("array").items(error));
    problem.setRequired(List.of("type", "title", "status", "detail"));
    return problem;
  }
}
