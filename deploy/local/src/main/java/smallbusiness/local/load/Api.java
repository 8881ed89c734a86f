package smallbusiness.local.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.StringJoiner;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public REST API as the loader uses it: patient with a service that is away for a while. */
final class Api implements AutoCloseable {

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
  private static final int TRIES = 30;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  private final JsonMapper json = new JsonMapper();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /**
   * Creates something once, however often it is called with the same key.
   *
   * @return what the system answered
   * @throws RefusedException when the system refuses it
   * @throws LoadStoppedException when the system is away for good
   */
  JsonNode post(URI address, String idempotencyKey, Map<String, ?> body) {
    return send(
        HttpRequest.newBuilder(address)
            .header("Idempotency-Key", idempotencyKey)
            .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body))));
  }

  /**
   * Describes something whose identifier is known.
   *
   * @return what the system answered
   * @throws RefusedException when the system refuses it
   * @throws LoadStoppedException when the system is away for good
   */
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
            .timeout(ANSWER_LIMIT)
            .build();
    String last = "";
    Duration pause = FIRST_PAUSE;
    try {
      for (int attempt = 0; attempt < TRIES; attempt++) {
        try {
          HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
          JsonNode body = read(answer.body());
          if (answer.statusCode() < 300) {
            return body;
          }
          if (!passes(answer.statusCode(), body)) {
            throw new RefusedException(reason(answer.statusCode(), body));
          }
          last = "answers " + answer.statusCode();
        } catch (IOException e) {
          last = "does not answer";
        }
        Thread.sleep(pause);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadStoppedException("Interrupted.");
    }
    URI address = request.uri();
    throw new LoadStoppedException(
        "%s://%s %s: is the system running? What was loaded is kept; the same command goes on later."
            .formatted(address.getScheme(), address.getAuthority(), last));
  }

  private JsonNode read(String body) {
    try {
      return json.readTree(body.isEmpty() ? "{}" : body);
    } catch (JacksonException notJson) {
      return json.createObjectNode();
    }
  }

  /**
   * Whether it may go well when tried again: a fault, overload, or our own earlier try under way.
   */
  private static boolean passes(int status, JsonNode problem) {
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

  /** The system understood, and refused. */
  static final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedException(String reason) {
      super(reason);
    }
  }
}
