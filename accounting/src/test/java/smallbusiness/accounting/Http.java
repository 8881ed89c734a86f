package smallbusiness.accounting;

import java.util.function.Supplier;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import org.springframework.util.function.SingletonSupplier;

/** A client of the running Accounting: JSON in, JSON out, over a real connection. */
public class Http {

  private static final String TRANSACTIONS = "/accounting/transactions";

  private final Supplier<RestTestClient> client;

  Http(Environment environment) {
    // The port is known once the server listens.
    this.client =
        SingletonSupplier.of(
            () ->
                RestTestClient.bindToServer()
                    .baseUrl(
                        "http://localhost:" + environment.getRequiredProperty("local.server.port"))
                    .build());
  }

  /** The client with its base address, for requests that are less usual. */
  public RestTestClient client() {
    return client.get();
  }

  public ResponseSpec get(String path) {
    return client().get().uri(path).exchange();
  }

  public ResponseSpec post(String path, String body) {
    return client().post().uri(path).contentType(MediaType.APPLICATION_JSON).body(body).exchange();
  }

  public ResponseSpec put(String path, String body) {
    return put(path, body, "*");
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

  public ResponseSpec delete(String path) {
    return client().delete().uri(path).exchange();
  }

  /** Records a transaction of a March Monday and returns its number. */
  public long record(long orderId, String sum) {
    return idOf(
        post(
            TRANSACTIONS,
            "{\"order_id\":%d,\"order_sum\":%s,\"date\":\"2026-03-02T10:00:00Z\"}"
                .formatted(orderId, sum)));
  }

  /** Expects the invoice of an order to come to this. */
  public void expectInvoice(long orderId, String amount, String paid, String state) {
    get("/accounting/invoices/" + orderId)
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.order_id")
        .isEqualTo(orderId)
        .jsonPath("$.amount")
        .isEqualTo(Double.valueOf(amount))
        .jsonPath("$.paid")
        .isEqualTo(Double.valueOf(paid))
        .jsonPath("$.state")
        .isEqualTo(state);
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
