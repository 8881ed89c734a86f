package smallbusiness.acceptance.contract;

import com.networknt.schema.Error;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import smallbusiness.acceptance.contract.OpenApiDocument.Operation;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares responses with a service's OpenAPI document. */
public final class Contract {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final String PROBLEM = "application/problem+json";

  /** JSON pointer of an object or of a row of a list. */
  private static final String ROW = "(/\\d+)?";

  private final OpenApiDocument document;

  public Contract(OpenApiDocument document) {
    this.document = document;
  }

  /**
   * A request and its response.
   *
   * @param path the path without the query
   * @param query the query; may be empty
   * @param body empty if it was not read, such as that of a live feed
   */
  public record Exchange(
      String method, String path, String query, int status, HttpHeaders headers, String body) {

    private String type() {
      return headers.firstValue("Content-Type").orElse("").split(";", -1)[0].strip();
    }

    /** Whether the client requested only some fields. */
    private boolean isSparse() {
      return Arrays.stream(query.split("&", -1)).anyMatch(part -> part.startsWith("fields="));
    }

    @Override
    public String toString() {
      String asked = query.isEmpty() ? "" : "?" + query;
      return method + " " + path + asked + " answered " + status;
    }
  }

  public OpenApiDocument document() {
    return document;
  }

  /** Returns the deviations of the response from the document, as sentences. */
  public List<String> violations(Exchange exchange) {
    List<String> violations = new ArrayList<>();
    Optional<Operation> operation = document.operation(exchange.method(), exchange.path());
    if (operation.isEmpty()) {
      // Undocumented paths and methods must be rejected.
      if (exchange.status() < 400 || !exchange.type().equals(PROBLEM)) {
        violations.add("path and method are not documented");
      }
    } else {
      compare(exchange, operation.get(), violations);
    }
    return violations.stream().map(wrong -> exchange + ": " + wrong).toList();
  }

  private void compare(Exchange exchange, Operation operation, List<String> violations) {
    JsonNode responses = operation.description().path("responses");
    String status = Integer.toString(exchange.status());
    if (!responses.has(status)) {
      // Only errors may be documented by a default.
      status = "default";
      if (exchange.status() < 400 || !responses.has(status)) {
        violations.add("this status is not documented");
        return;
      }
    }
    JsonNode response = responses.path(status);
    response
        .path("headers")
        .forEachEntry(
            (name, header) -> {
              if (header.path("required").asBoolean(false)
                  && exchange.headers().firstValue(name).isEmpty()) {
                violations.add("the header " + name + " is missing");
              }
            });
    JsonNode content = response.path("content");
    if (content.isEmpty()) {
      if (!exchange.body().isEmpty()) {
        violations.add("a body is not documented: " + exchange.body());
      }
    } else if (!content.has(exchange.type())) {
      violations.add(
          "media type '%s' is not one of %s".formatted(exchange.type(), content.propertyNames()));
    } else {
      String place =
          "%s/responses/%s/content/%s/schema"
              .formatted(operation.place(), status, OpenApiDocument.escaped(exchange.type()));
      compare(exchange, place, content.path(exchange.type()).path("schema"), violations);
    }
  }

  private void compare(Exchange exchange, String place, JsonNode schema, List<String> violations) {
    if (exchange.type().endsWith("json")) {
      try {
        document.errors(place, JSON.readTree(exchange.body())).stream()
            .filter(error -> !isOmitted(exchange, error))
            .forEach(
                error -> violations.add(error.getInstanceLocation() + " " + error.getMessage()));
      } catch (JacksonException e) {
        violations.add("the body is not JSON: " + exchange.body());
      }
    } else if (exchange.type().equals("text/csv")) {
      Set<String> columns = Set.of(exchange.body().lines().findFirst().orElse("").split(",", -1));
      Set<String> documented = new HashSet<>(document.columns(schema));
      if (exchange.isSparse() ? !documented.containsAll(columns) : !documented.equals(columns)) {
        violations.add("the columns are " + columns + " instead of " + documented);
      }
    }
  }

  /** OpenAPI cannot express that a parameter omits required fields. */
  private static boolean isOmitted(Exchange exchange, Error error) {
    return exchange.isSparse()
        && "required".equals(error.getKeyword())
        && error.getInstanceLocation().toString().matches(ROW);
  }
}
