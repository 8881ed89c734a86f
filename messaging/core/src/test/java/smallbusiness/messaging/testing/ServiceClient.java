package smallbusiness.messaging.testing;

import java.util.function.Supplier;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import org.springframework.util.function.SingletonSupplier;

/** A client of the running service: JSON in, JSON out, over a real connection. */
public class ServiceClient {

  private final Environment environment;
  private final Supplier<RestTestClient> client;

  /**
   * @param environment of the service, whose port is known once it listens
   */
  protected ServiceClient(Environment environment) {
    this.environment = environment;
    client =
        SingletonSupplier.of(
            () -> RestTestClient.bindToServer().baseUrl("http://localhost:" + port()).build());
  }

  /** The port of the service. */
  public final int port() {
    return environment.getRequiredProperty("local.server.port", Integer.class);
  }

  /** The client with its base address, for unusual requests. */
  public final RestTestClient client() {
    return client.get();
  }

  public final ResponseSpec get(String path) {
    return client().get().uri(path).exchange();
  }

  public final ResponseSpec post(String path, String body) {
    return client().post().uri(path).contentType(MediaType.APPLICATION_JSON).body(body).exchange();
  }

  /** Changes a resource regardless of its version. */
  public final ResponseSpec put(String path, String body) {
    return put(path, body, "*");
  }

  public final ResponseSpec put(String path, String body, String ifMatch) {
    return client()
        .put()
        .uri(path)
        .header(HttpHeaders.IF_MATCH, ifMatch)
        .contentType(MediaType.APPLICATION_JSON)
        .body(body)
        .exchange();
  }

  public final ResponseSpec delete(String path) {
    return client().delete().uri(path).exchange();
  }

  /** Asserts that a resource was created, and returns the id in its {@code Location}. */
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

  /** Asserts that the response is a problem document of a kind, and returns its body. */
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
