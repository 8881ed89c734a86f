package smallbusiness.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.awaitility.Awaitility;
import smallbusiness.query.Replica;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Uses one replica's {@code /actuator/readmodel} as documented for operators. */
final class Operator {

  static final String TOKEN = "an operator's secret";

  private static final Duration SOON = Duration.ofMinutes(2);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Replica replica;

  Operator(Replica replica) {
    this.replica = replica;
  }

  /** The response to a POST of {@code {"action": ..., "by": "Ada"}} and optional further fields. */
  HttpResponse<String> post(String action, String more) {
    return postTo("readmodel", action, more);
  }

  /** Retries a parked event; returns how many events were applied. */
  int retryParked(long id) {
    HttpResponse<String> response = postTo("parked/" + id, "retry", "");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(response.body()).path("applied").asInt();
  }

  private HttpResponse<String> postTo(String endpoint, String action, String more) {
    String body = "{\"action\": \"%s\", \"by\": \"Ada\"%s}".formatted(action, more);
    try {
      return HTTP.send(
          HttpRequest.newBuilder(
                  URI.create("http://localhost:" + replica.port() + "/actuator/" + endpoint))
              .header("Authorization", "Bearer " + TOKEN)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Performs an action that must succeed, and returns its response. */
  JsonNode perform(String action) {
    HttpResponse<String> response = post(action, "");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(response.body());
  }

  /** Attempts an action that must be refused, and returns the reason. */
  String refusal(String action) {
    HttpResponse<String> response = post(action, "");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(409);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    return JsonMapper.shared().readTree(response.body()).path("detail").asString();
  }

  /** Returns the status. */
  JsonNode status() {
    return replica.api().json("/actuator/readmodel");
  }

  /** Waits until the shadow read model has nearly caught up with the live one. */
  void awaitFilled() {
    Awaitility.await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              JsonNode now = status();
              return now.path("tables_ready").asBoolean()
                  && now.path("topics").size() == 6
                  && now.path("offsets_behind").asLong() < 50;
            });
  }
}
