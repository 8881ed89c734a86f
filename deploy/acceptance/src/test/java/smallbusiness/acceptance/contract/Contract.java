package smallbusiness.acceptance.contract;

import com.networknt.schema.Error;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import smallbusiness.acceptance.contract.ContractDocument.Operation;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds what a service answers against the OpenAPI document that it publishes. */
public final class Contract {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final String PROBLEM = "application/problem+json";

  /** The object itself, or a row of a list. */
  private static final String ROW = "(/\\d+)?";

  private final ContractDocument document;

  public Contract(ContractDocument document) {
    this.document = document;
  }

  /**
   * A request and its answer.
   *
   * @param path as it was sent, without the query
   * @param query what followed it; empty without one
   * @param body empty where it was not read, as that of a feed without an end
   */
  public record Exchange(
      String method, String path, String query, int status, HttpHeaders headers, String body) {

    private String type() {
      return headers.firstValue("Content-Type").orElse("").split(";", -1)[0].strip();
    }

    /** Whether the client asked for some of the fields only. */
    private boolean isSparse() {
      return Arrays.stream(query.split("&", -1)).anyMatch(part -> part.startsWith("fields="));
    }

    @Override
    public String toString() {
      String asked = query.isEmpty() ? "" : "?" + query;
      return method + " " + path + asked + " answered " + status;
    }
  }

  public ContractDocument document() {
    return document;
  }

  /** What the answer has otherwise than the document says, each in words. */
  public List<String> violations(Exchange exchange) {
    List<String> violations = new ArrayList<>();
    Optional<Operation> operation = document.operation(exchange.method(), exchange.path());
    if (operation.isEmpty()) {
      // Nobody is told of it: it must not be there.
      if (exchange.status() < 400 || !exchange.type().equals(PROBLEM)) {
        violations.add("the document has no such path and method");
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
      // Only refusals may be of a kind that is not named one by one.
      status = "default";
      if (exchange.status() < 400 || !responses.has(status)) {
        violations.add("the document does not name this status");
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
        violations.add("the document says that it has no body: " + exchange.body());
      }
    } else if (!content.has(exchange.type())) {
      violations.add(
          "'%s' is none of the documented %s".formatted(exchange.type(), content.propertyNames()));
    } else {
      String place =
          "%s/responses/%s/content/%s/schema"
              .formatted(operation.place(), status, ContractDocument.escaped(exchange.type()));
      compare(exchange, place, content.path(exchange.type()).path("schema"), violations);
    }
  }

  private void compare(Exchange exchange, String place, JsonNode schema, List<String> violations) {
    if (exchange.type().endsWith("json")) {
      try {
        document.errors(place, JSON.readTree(exchange.body())).stream()
            .filter(error -> !isLeftOut(exchange, error))
            .forEach(
                error -> violations.add(error.getInstanceLocation() + " " + error.getMessage()));
      } catch (JacksonException e) {
        violations.add("the body is no JSON: " + exchange.body());
      }
    } else if (exchange.type().equals("text/csv")) {
      Set<String> columns = Set.of(exchange.body().lines().findFirst().orElse("").split(",", -1));
      Set<String> documented = new HashSet<>(document.columns(schema));
      if (exchange.isSparse() ? !documented.containsAll(columns) : !documented.equals(columns)) {
        violations.add("it has the columns " + columns + " and not " + documented);
      }
    }
  }

  /** A document cannot say that a parameter leaves out fields which are there otherwise. */
  private static boolean isLeftOut(Exchange exchange, Error error) {
    return exchange.isSparse()
        && "required".equals(error.getKeyword())
        && error.getInstanceLocation().toString().matches(ROW);
  }
}
