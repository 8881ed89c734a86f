package smallbusiness.acceptance.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import smallbusiness.acceptance.contract.Contract;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HTTP client of one service; all responses are compared with its OpenAPI document. */
public final class Http {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final String DATA = "data: ";
  private static final Pattern NEXT = Pattern.compile("<([^>]*)>;\\s*rel=\"?next\"?");

  private final String service;

  private Http(String service) {
    this.service = service;
  }

  /** Returns a client of the named service. */
  public static Http of(String service) {
    return new Http(service);
  }

  /** A response. */
  public record Answer(int status, HttpHeaders headers, JsonNode body) {

    /** The id of the resource. */
    public long id() {
      return body.path("id").asLong();
    }

    /** A header's value, or an empty string. */
    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer post(String path, String json) {
    return send(json(path).POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  public Answer put(String path, String json) {
    return send(json(path).PUT(HttpRequest.BodyPublishers.ofString(json)));
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  /** Sends a request with additional headers; the body may be empty. */
  public Answer send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        request(path).method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /** Reads all pages of a list. */
  public List<JsonNode> all(String path) {
    List<JsonNode> all = new ArrayList<>();
    String next = path + (path.contains("?") ? "&" : "?") + "limit=500";
    while (!next.isEmpty()) {
      Answer page = get(next);
      if (page.status() != 200) {
        throw new IllegalStateException(
            service + next + " answered " + page.status() + " " + page.body());
      }
      page.body().forEach(all::add);
      Matcher link = NEXT.matcher(page.header("Link"));
      next = link.find() ? pathOf(URI.create(link.group(1))) : "";
    }
    return all;
  }

  /** Returns a metric's sum over its tags. */
  public double metric(String name) {
    Answer answer = get("/actuator/metrics/" + name);
    if (answer.status() != 200) {
      throw new IllegalStateException(service + " answered " + answer.status() + " for " + name);
    }
    return answer.body().path("measurements").path(0).path("value").asDouble(Double.NaN);
  }

  private HttpRequest.Builder json(String path) {
    return request(path).header("Content-Type", "application/json");
  }

  private String base() {
    return SystemUnderTest.ORIGIN == null
        ? SystemUnderTest.run().url(service)
        : SystemUnderTest.ORIGIN;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base() + path)).timeout(Duration.ofSeconds(60));
  }

  private Answer send(HttpRequest.Builder request) {
    HttpResponse<String> response = exchange(request, HttpResponse.BodyHandlers.ofString());
    check(response, response.body());
    return new Answer(response.statusCode(), response.headers(), parse(response.body()));
  }

  /**
   * Reads the given number of events from a live feed and closes it.
   *
   * @return the events' data
   */
  public List<JsonNode> follow(String path, int events) {
    HttpResponse<Stream<String>> response =
        exchange(request(path).GET(), HttpResponse.BodyHandlers.ofLines());
    check(response, "");
    try (Stream<String> lines = response.body()) {
      return lines
          .peek(Http::failOnHeartbeat)
          .filter(line -> line.startsWith(DATA))
          .limit(events)
          .map(line -> parse(line.substring(DATA.length())))
          .toList();
    }
  }

  /** A feed without new events sends a heartbeat after 15 s. */
  private static void failOnHeartbeat(String line) {
    if (line.startsWith(":")) {
      throw new IllegalStateException("The feed has too few events");
    }
  }

  /** Reads the OpenAPI document that a system publishes. */
  JsonNode document() {
    String path = "/" + service + "/openapi";
    HttpResponse<String> response =
        exchange(request(path).GET(), HttpResponse.BodyHandlers.ofString());
    return parse(response.body());
  }

  private void check(HttpResponse<?> response, String body) {
    URI uri = response.request().uri();
    ContractChecks.check(
        service,
        new Contract.Exchange(
            response.request().method(),
            uri.getRawPath(),
            Objects.requireNonNullElse(uri.getRawQuery(), ""),
            response.statusCode(),
            response.headers(),
            body));
  }

  private static <T> HttpResponse<T> exchange(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
    try {
      return CLIENT.send(request.build(), handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body.isEmpty() ? "{}" : body);
    } catch (JacksonException e) {
      return JSON.valueToTree(body);
    }
  }

  private static String pathOf(URI link) {
    return link.getRawPath() + "?" + link.getRawQuery();
  }
}
