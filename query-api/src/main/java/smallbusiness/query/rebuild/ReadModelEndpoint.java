package smallbusiness.query.rebuild;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeType;
import smallbusiness.query.sql.JsonColumn;
import tools.jackson.databind.JsonNode;

/**
 * The operator's way to a rebuilt read model: {@code GET /actuator/readmodel} tells how it stands,
 * {@code POST} with {@code {"action": "rebuild", "by": "..."}} does something: {@code rebuild},
 * {@code compare}, {@code switch} (perhaps with {@code "acceptDifferences": true} and {@code
 * "generation": 2}) or {@code drop}.
 */
@Component
@Endpoint(id = "readmodel")
class ReadModelEndpoint {

  private static final Logger LOG = LoggerFactory.getLogger(ReadModelEndpoint.class);
  private static final int BAD_REQUEST = 400;
  private static final int CONFLICT = 409;

  private final RebuildStatus situation;
  private final ShadowLifecycle rebuilding;
  private final ShadowComparison comparing;
  private final ComparisonReports comparisons;
  private final Switchover switching;
  private final OperatorLog log;

  ReadModelEndpoint(
      RebuildStatus situation,
      ShadowLifecycle rebuilding,
      ShadowComparison comparing,
      ComparisonReports comparisons,
      Switchover switching,
      OperatorLog log) {
    this.situation = situation;
    this.rebuilding = rebuilding;
    this.comparing = comparing;
    this.comparisons = comparisons;
    this.switching = switching;
    this.log = log;
  }

  @ReadOperation
  JsonNode show() {
    return situation.now();
  }

  @WriteOperation
  WebEndpointResponse<JsonNode> act(
      String action, String by, @Nullable Boolean acceptDifferences, @Nullable Long generation) {
    if (by.isBlank()) {
      return problem(BAD_REQUEST, "invalid-body", "Invalid request", "say who you are in \"by\"");
    }
    try {
      return switch (action) {
        case "rebuild" -> {
          rebuilding.rebuild(by);
          yield new WebEndpointResponse<>(situation.now());
        }
        case "compare" -> new WebEndpointResponse<>(compare(by));
        case "switch" -> {
          boolean accept = Boolean.TRUE.equals(acceptDifferences);
          switching.switchTo(new Switchover.Wish(by, generation, accept));
          yield new WebEndpointResponse<>(situation.now());
        }
        case "drop" -> {
          rebuilding.drop(by);
          yield new WebEndpointResponse<>(situation.now());
        }
        default ->
            problem(
                BAD_REQUEST,
                "invalid-body",
                "Invalid request",
                "action is one of " + List.of("rebuild", "compare", "switch", "drop"));
      };
    } catch (RefusedException e) {
      String reason = String.valueOf(e.getMessage());
      LOG.info("{} is refused to {}: {}", action, by, reason);
      log.add(action, by, "refused: " + reason);
      return problem(CONFLICT, "read-model-refused", "Not as things are", reason);
    }
  }

  private JsonNode compare(String by) {
    ComparisonReport comparison = comparing.compare(by);
    log.add("compare", by, comparison.summary());
    return comparisons.add(comparison);
  }

  private static WebEndpointResponse<JsonNode> problem(
      int status, String type, String title, String detail) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "urn:problem:" + type);
    problem.put("title", title);
    problem.put("status", status);
    problem.put("detail", detail);
    return new WebEndpointResponse<>(
        JsonColumn.read(JsonColumn.write(problem)),
        status,
        MimeType.valueOf("application/problem+json"));
  }
}
