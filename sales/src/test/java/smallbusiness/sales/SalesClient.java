package smallbusiness.sales;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** An HTTP client of Sales. */
@TestComponent
public class SalesClient {

  private static final AtomicLong NUMBERS = new AtomicLong(1_000);

  private final Environment environment;

  SalesClient(Environment environment) {
    this.environment = environment;
  }

  /** An identifier that no other test uses. */
  public static long fresh() {
    return NUMBERS.incrementAndGet();
  }

  /** A request with a JSON body. */
  public RestTestClient.RequestHeadersSpec<?> send(HttpMethod method, String path, String json) {
    return http().method(method).uri(path).contentType(MediaType.APPLICATION_JSON).body(json);
  }

  public RestTestClient.RequestHeadersSpec<?> post(String path, String json) {
    return send(HttpMethod.POST, path, json);
  }

  public RestTestClient.RequestHeadersSpec<?> put(String path, String json) {
    return send(HttpMethod.PUT, path, json);
  }

  public RestTestClient.RequestHeadersSpec<?> get(String path) {
    return http().get().uri(path);
  }

  public RestTestClient.RequestHeadersSpec<?> delete(String path) {
    return http().delete().uri(path);
  }

  /** The client, for other requests. */
  public RestTestClient http() {
    return RestTestClient.bindToServer()
        .baseUrl("http://localhost:" + environment.getRequiredProperty("local.server.port"))
        .build();
  }
}
