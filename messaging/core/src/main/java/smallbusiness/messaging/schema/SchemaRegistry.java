package smallbusiness.messaging.schema;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.Schema;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.util.StreamUtils;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client of the schema registry's Confluent-compatible API. Every method may throw {@link
 * RegistryUnavailableException} and {@link RegistryRefusedException}.
 */
final class SchemaRegistry implements AutoCloseable {

  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

  private final HttpClient connections;
  private final RestClient http;
  private final JsonMapper json = JsonMapper.shared();

  SchemaRegistry(SchemaRegistryProperties properties) {
    this.connections = HttpClient.newBuilder().connectTimeout(properties.connectTimeout()).build();
    var requests = new JdkClientHttpRequestFactory(connections);
    requests.setReadTimeout(properties.requestTimeout());
    this.http =
        RestClient.builder()
            .requestFactory(requests)
            .baseUrl(properties.url())
            .defaultHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
            .defaultHeader(HttpHeaders.ACCEPT, MEDIA_TYPE)
            .build();
  }

  /** Registers a schema unless it is registered already, and returns its id. */
  int register(String subject, Schema schema) {
    Map<String, String> body = Map.of("schema", schema.toString());
    return call(HttpMethod.POST, "/subjects/{subject}/versions", subject, body)
        .required("id")
        .asInt();
  }

  /** Makes the registry refuse schemas that are incompatible with any other of the subject. */
  void requireFullTransitiveCompatibility(String subject) {
    call(HttpMethod.PUT, "/config/{subject}", subject, Map.of("compatibility", "FULL_TRANSITIVE"));
  }

  /**
   * Returns the schema of an id.
   *
   * @throws org.apache.avro.SchemaParseException when it is not an Avro schema
   */
  Schema schema(int id) {
    JsonNode answer = call(HttpMethod.GET, "/schemas/ids/{id}", id, Map.of());
    return new Schema.Parser().parse(answer.required("schema").asString());
  }

  private JsonNode call(HttpMethod method, String path, Object variable, Map<?, ?> body) {
    var request = http.method(method).uri(path, variable);
    if (!body.isEmpty()) {
      request.body(json.writeValueAsBytes(body));
    }
    try {
      return request.exchangeForRequiredValue(this::read);
    } catch (ResourceAccessException e) {
      throw new RegistryUnavailableException("No answer to " + method + " " + path, e);
    }
  }

  private JsonNode read(HttpRequest request, ClientHttpResponse response) throws IOException {
    HttpStatusCode status = response.getStatusCode();
    String body = StreamUtils.copyToString(response.getBody(), StandardCharsets.UTF_8);
    String summary =
        request.getMethod() + " " + request.getURI() + ": " + status.value() + " " + body;
    if (status.is5xxServerError() || status.isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS)) {
      throw new RegistryUnavailableException(summary, null);
    }
    if (!status.isSameCodeAs(HttpStatus.OK)) {
      throw new RegistryRefusedException(status.value(), summary);
    }
    try {
      return json.readTree(body);
    } catch (JacksonException e) {
      throw new RegistryUnavailableException(summary, e);
    }
  }

  @Override
  public void close() {
    connections.shutdownNow();
  }
}
