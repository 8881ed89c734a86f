package smallbusiness.messaging.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import smallbusiness.schemas.EventType;
import smallbusiness.schemas.SchemaIds;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Registers each requested schema in the JVM's registry, as its owner would. */
public final class TestSchemas implements SchemaIds {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private final Map<EventType, Integer> ids = new ConcurrentHashMap<>();

  @Override
  public int idOf(EventType type) {
    return ids.computeIfAbsent(type, known -> register(known.subject(), known.schema()));
  }

  /** Registers any schema under any subject, and returns its id. */
  public static int register(String subject, Schema schema) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(TestRegistry.url() + "/subjects/" + subject + "/versions"))
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    JsonMapper.shared().writeValueAsString(Map.of("schema", schema.toString()))))
            .build();
    return send(request).required("id").asInt();
  }

  @Override
  public Schema schemaOf(int id) {
    URI address = URI.create(TestRegistry.url() + "/schemas/ids/" + id);
    return new Schema.Parser()
        .parse(send(HttpRequest.newBuilder(address).build()).required("schema").asString());
  }

  private static JsonNode send(HttpRequest request) {
    try {
      return JsonMapper.shared().readTree(HTTP.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
