package smallbusiness.accounting;

import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** A client of the running Accounting: JSON in, JSON out, over a real connection. */
public class Http {

  private final Environment environment;

  Http(Environment environment) {
    this.environment = environment;
  }

  /** Reads. */
  public ResponseSpec get(String path) {
    return client().get().uri(path).exchange();
  }

  /** Creates. */
  public ResponseSpec post(String path, String body) {
    return client().post().uri(path).contentType(MediaType.APPLICATION_JSON).body(body).exchange();
  }

  /** Changes. */
  public ResponseSpec put(String path, String body) {
    return put(path, body, "*");
  }

  /** Changes what the client has seen. */
  public ResponseSpec put(String path, String body, String ifMatch) {
    return client()
        .put()
        .uri(path)
        .header(HttpHeaders.IF_MATCH, ifMatch)
        .contentType(MediaType.APPLICATION_JSON)
        .body(body)
        .exchange();
  }

  /** Deletes. */
  public ResponseSpec delete(String path) {
    return client().delete().uri(path).exchange();
  }

  /** Records a transaction and returns its number. */
  public long record(long orderId, String sum, String date) {
    String location =
        post(
                "/accounting/transactions",
                "{\"order_id\":%d,\"order_sum\":%s,\"date\":\"%s\"}".formatted(orderId, sum, date))
            .expectStatus()
            .isCreated()
            .returnResult()
            .getResponseHeaders()
            .getFirst(HttpHeaders.LOCATION);
    return Long.parseLong(String.valueOf(location).replaceAll(".*/", ""));
  }

  /** Expects a problem document of a kind, and gives its body. */
  public BodyContentSpec problem(ResponseSpec response, int status, String slug) {
    return response
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:problem:" + slug);
  }

  /** For requests that are less usual. */
  public RestTestClient client() {
    return RestTestClient.bindToServer()
        .baseUrl("http://localhost:" + environment.getRequiredProperty("local.server.port"))
        .build();
  }
}
