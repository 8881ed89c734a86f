package smallbusiness.messaging.relay.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends an operator's requests to a local service. */
final class OperatorClient implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final String token;

  OperatorClient(int port, String token) {
    this.port = port;
    this.token = token;
  }

  /** Audits until now; repeats the audit until it is decided. */
  JsonNode audit(Instant from) {
    String query = "outboxaudit?from=" + from + "&to=" + Instant.now().plusSeconds(60);
    return await()
        .atMost(TIMEOUT)
        .until(() -> get(query), report -> report.get("decided").asBoolean());
  }

  static List<UUID> findings(JsonNode report, String kind) {
    return StreamSupport.stream(report.get(kind).spliterator(), false)
        .map(finding -> UUID.fromString(finding.get("event_id").asString()))
        .toList();
  }

  HttpResponse<String> republishMissing(Instant from) throws IOException, InterruptedException {
    return post("outboxaudit", period(from, true));
  }

  HttpResponse<String> republishAll(Instant from) throws IOException, InterruptedException {
    return post("outboxaudit", period(from, false));
  }

  /** How many events a request has republished. */
  static long republished(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonNode answer = JSON.readTree(response.body());
    assertThat(answer.get("decided").asBoolean()).as(response.body()).isTrue();
    return answer.get("events").asLong();
  }

  HttpResponse<String> pause(boolean paused) throws IOException, InterruptedException {
    return post("relay", "{\"paused\": %s}".formatted(paused));
  }

  /** The findings of the last scheduled audit. */
  double metric(String finding) throws IOException, InterruptedException {
    return get("metrics/relay.audit?tag=finding:" + finding).at("/measurements/0/value").asDouble();
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(text(path));
  }

  String text(String path) throws IOException, InterruptedException {
    var response = http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static String period(Instant from, boolean missingOnly) {
    return "{\"from\": \"%s\", \"to\": \"%s\", \"missingOnly\": %s}"
        .formatted(from, Instant.now().plusSeconds(60), missingOnly);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + "/actuator/" + path);
  }

  @Override
  public void close() {
    http.close();
  }
}
