package smallbusiness.local.load;

import java.io.IOException;
import java.net.HttpRetryException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the public REST API that retries while a service is unavailable. */
final class ApiClient implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final RetryTemplate retries =
      new RetryTemplate(
          RetryPolicy.builder()
              .includes(IOException.class)
              .maxRetries(29)
              .delay(Duration.ofMillis(200))
              .multiplier(2)
              .maxDelay(Duration.ofSeconds(3))
              .build());
  private final JsonMapper json = new JsonMapper();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /**
   * Creates a resource once per key, however often it is called.
   *
   * @return the body of the response
   * @throws RefusedException when the request is refused
   * @throws LoadStoppedException when the service stays unavailable
   */
  JsonNode post(URI address, String idempotencyKey, Map<String, ?> body) {
    return send(
        HttpRequest.newBuilder(address)
            .header("Idempotency-Key", idempotencyKey)
            .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body))));
  }

  /** Like {@link #post}, for a resource whose identifier is known. */
  JsonNode put(URI address, Map<String, ?> body) {
    return send(
        HttpRequest.newBuilder(address)
            .PUT(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body))));
  }

  @Override
  public void close() {
    client.close();
  }

  private JsonNode send(HttpRequest.Builder builder) {
    HttpRequest request =
        builder
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, application/problem+json")
            .timeout(TIMEOUT)
            .build();
    try {
      return Objects.requireNonNull(retries.execute(() -> attempt(request)));
    } catch (RetryException e) {
      if (e.getCause() instanceof RefusedException refused) {
        throw refused;
      }
      if (e.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new LoadStoppedException(
          "%s://%s %s: is the system running? Loaded rows are kept; run the same command again to resume."
              .formatted(
                  request.uri().getScheme(),
                  request.uri().getAuthority(),
                  e.getCause() instanceof HttpRetryException unavailable
                      ? unavailable.getMessage()
                      : "does not respond"));
    }
  }

  private JsonNode attempt(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    JsonNode body = read(response.body());
    if (isTransient(response.statusCode(), body)) {
      throw new HttpRetryException(
          "responds with status " + response.statusCode(), response.statusCode());
    }
    if (response.statusCode() >= 300) {
      throw new RefusedException(reason(response.statusCode(), body));
    }
    return body;
  }

  private JsonNode read(String body) {
    try {
      return json.readTree(body.isEmpty() ? "{}" : body);
    } catch (JacksonException notJson) {
      return json.createObjectNode();
    }
  }

  /** A server error, overload, or an earlier attempt of the same request that is still running. */
  private static boolean isTransient(int status, JsonNode problem) {
    return status >= 500
        || status == 429
        || (status == 409 && problem.path("type").asString("").contains("idempotency"));
  }

  private static String reason(int status, JsonNode problem) {
    StringJoiner fields = new StringJoiner(", ", " (", ")").setEmptyValue("");
    for (JsonNode error : problem.path("errors")) {
      fields.add(error.path("field").asString("") + " " + error.path("detail").asString(""));
    }
    return problem.path("detail").asString("status " + status) + fields;
  }

  /** The request was refused; retrying does not help. */
  static final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedException(String reason) {
      super(reason);
    }
  }
}
