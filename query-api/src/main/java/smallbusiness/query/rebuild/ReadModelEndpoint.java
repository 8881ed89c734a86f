package smallbusiness.query.rebuild;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeType;
import smallbusiness.query.sql.JsonColumn;
import tools.jackson.databind.JsonNode;

/**
 * Rebuilds the read model: {@code GET /actuator/readmodel} returns the status; {@code POST} with
 * {@code {"action": "rebuild", "by": "..."}} performs an action: {@code rebuild}, {@code compare},
 * {@code switch} (optionally with {@code "acceptDifferences": true} and {@code "generation": 2}) or
 * {@code drop}.
 */
@Component
@Endpoint(id = "readmodel")
class ReadModelEndpoint {

  private static final int BAD_REQUEST = 400;
  private static final int CONFLICT = 409;

  private final Rebuild rebuild;

  ReadModelEndpoint(Rebuild rebuild) {
    this.rebuild = rebuild;
  }

  @ReadOperation
  JsonNode show() {
    return rebuild.status();
  }

  @WriteOperation
  WebEndpointResponse<JsonNode> act(
      String action, String by, @Nullable Boolean acceptDifferences, @Nullable Long generation) {
    if (by.isBlank()) {
      return invalid("\"by\" must name the operator");
    }
    try {
      return switch (action) {
        case "rebuild" -> new WebEndpointResponse<>(rebuild.start(by));
        case "compare" -> new WebEndpointResponse<>(rebuild.compare(by));
        case "switch" ->
            new WebEndpointResponse<>(
                rebuild.switchTo(
                    new Switchover.Request(
                        by, generation, Boolean.TRUE.equals(acceptDifferences))));
        case "drop" -> new WebEndpointResponse<>(rebuild.drop(by));
        default -> invalid("unknown action; expected one of [rebuild, compare, switch, drop]");
      };
    } catch (RefusedException e) {
      return problem(
          CONFLICT,
          "read-model-refused",
          "Not possible in the current state",
          String.valueOf(e.getMessage()));
    }
  }

  private static WebEndpointResponse<JsonNode> invalid(String detail) {
    return problem(BAD_REQUEST, "invalid-body", "Validation failed", detail);
  }

  private static WebEndpointResponse<JsonNode> problem(
      int status, String type, String title, String detail) {
    Map<String, Object> problem =
        Map.of("type", "urn:problem:" + type, "title", title, "status", status, "detail", detail);
    return new WebEndpointResponse<>(
        JsonColumn.read(JsonColumn.write(problem)),
        status,
        MimeType.valueOf("application/problem+json"));
  }
}
