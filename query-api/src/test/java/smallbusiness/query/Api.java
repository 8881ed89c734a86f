package smallbusiness.query;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the API over HTTP and JSON. */
public final class Api {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String root;

  /** The API on a port of this machine. */
  public Api(int port) {
    this.root = "http://localhost:" + port;
  }

  /** The response to a GET; headers are alternating names and values. */
  public HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : root + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The body of the response to a GET, whatever its status. */
  public JsonNode json(String path) {
    return JSON.readTree(get(path).body());
  }

  /** Waits until the body meets the condition, and returns it. */
  public JsonNode await(String path, Predicate<JsonNode> condition) {
    return org.awaitility.Awaitility.await(path)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> json(path), condition);
  }

  /** Waits until the response has at least the version, and returns its body. */
  public JsonNode awaitVersion(String path, long version) {
    return await(path, body -> body.path("version").asLong() >= version);
  }
}
