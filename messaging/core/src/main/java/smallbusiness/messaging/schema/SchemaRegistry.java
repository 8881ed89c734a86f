package smallbusiness.messaging.schema;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.Schema;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The few calls of the Confluent-compatible registry API that we need. Every method may throw
 * {@link RegistryAwayException} and {@link RegistryRefusedException}.
 */
final class SchemaRegistry implements AutoCloseable {

  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

  /** From this status on, the fault is the registry's. */
  private static final int SERVER_FAULT = 500;

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int OK = 200;

  private final URI url;
  private final Duration requestTimeout;
  private final HttpClient http;
  private final JsonMapper json = JsonMapper.shared();

  SchemaRegistry(SchemaRegistryProperties properties) {
    this.url = properties.url();
    this.requestTimeout = properties.requestTimeout();
    this.http = HttpClient.newBuilder().connectTimeout(properties.connectTimeout()).build();
  }

  /** Registers a schema, or finds it registered, and returns its number. */
  int register(String subject, Schema schema) {
    return call("POST", "/subjects/" + encoded(subject) + "/versions", "schema", schema.toString())
        .required("id")
        .asInt();
  }

  /** Makes the registry refuse a schema that is not compatible with all before and after it. */
  void requireFullTransitiveCompatibility(String subject) {
    call("PUT", "/config/" + encoded(subject), "compatibility", "FULL_TRANSITIVE");
  }

  /**
   * The schema of a number.
   *
   * @throws org.apache.avro.SchemaParseException when the number stands for something else
   */
  Schema schema(int id) {
    HttpRequest request = request("/schemas/ids/" + id).GET().build();
    return new Schema.Parser().parse(call(request).required("schema").asString());
  }

  private JsonNode call(String method, String path, String field, String value) {
    String body = json.writeValueAsString(Map.of(field, value));
    return call(request(path).method(method, BodyPublishers.ofString(body)).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(requestTimeout)
        .header("Content-Type", MEDIA_TYPE)
        .header("Accept", MEDIA_TYPE);
  }

  private JsonNode call(HttpRequest request) {
    HttpResponse<String> response = send(request);
    int status = response.statusCode();
    String told = request.method() + " " + request.uri() + ": " + status + " " + response.body();
    if (status >= SERVER_FAULT || status == TOO_MANY_REQUESTS) {
      throw new RegistryAwayException(told, null);
    }
    if (status != OK) {
      throw new RegistryRefusedException(status, told);
    }
    try {
      return json.readTree(response.body());
    } catch (JacksonException e) {
      throw new RegistryAwayException(told, e);
    }
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new RegistryAwayException("No answer from " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryAwayException("Interrupted while asking " + request.uri(), e);
    }
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
