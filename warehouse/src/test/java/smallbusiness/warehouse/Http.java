package smallbusiness.warehouse;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** A client of the running Warehouse: JSON in, JSON out, over a real connection. */
public class Http {

  private static final AtomicLong NAMES = new AtomicLong();

  private final Environment environment;

  Http(Environment environment) {
    this.environment = environment;
  }

  /** The client with its base address. */
  public RestTestClient client() {
    return RestTestClient.bindToServer().baseUrl("http://localhost:" + port()).build();
  }

  /** Where it listens. */
  public int port() {
    return environment.getRequiredProperty("local.server.port", Integer.class);
  }

  public ResponseSpec get(String path) {
    return client().get().uri(path).exchange();
  }

  public ResponseSpec post(String path, String body) {
    return client().post().uri(path).contentType(MediaType.APPLICATION_JSON).body(body).exchange();
  }

  public ResponseSpec put(String path, String body, String ifMatch) {
    return client()
        .put()
        .uri(path)
        .header(HttpHeaders.IF_MATCH, ifMatch)
        .contentType(MediaType.APPLICATION_JSON)
        .body(body)
        .exchange();
  }

  public ResponseSpec put(String path, String body) {
    return put(path, body, "*");
  }

  public ResponseSpec delete(String path) {
    return client().delete().uri(path).exchange();
  }

  /** A name that no other item has. */
  public static String freshName() {
    return "Teacup " + NAMES.incrementAndGet();
  }

  /** Adds an item under a fresh name and returns its number. */
  public long addItem(long quantity) {
    return idOf(post("/warehouse/items", item(freshName(), quantity)));
  }

  /** The body of an item from Japan at 4.50. */
  public static String item(String name, long quantity) {
    return """
        {"name": "%s", "country_of_origin": "Japan", "price": 4.5, "quantity": %d}"""
        .formatted(name, quantity);
  }

  /** Expects a creation, and gives the number in its address. */
  public static long idOf(ResponseSpec response) {
    String location =
        response
            .expectStatus()
            .isCreated()
            .returnResult()
            .getResponseHeaders()
            .getFirst(HttpHeaders.LOCATION);
    return Long.parseLong(String.valueOf(location).replaceAll(".*/", ""));
  }

  /** Expects a problem document of a kind, and gives its body. */
  public static BodyContentSpec problem(ResponseSpec response, int status, String slug) {
    return response
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:problem:" + slug);
  }
}
