package smallbusiness.query.reconciliation;

import java.net.http.HttpClient;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import smallbusiness.schemas.Owner;

/** Calls the operator endpoints of the owning systems. */
@Component
@EnableConfigurationProperties(ReconciliationProperties.class)
class OwningSystemClient {

  private final ReconciliationProperties properties;
  private final RestClient http;

  OwningSystemClient(ReconciliationProperties properties) {
    this.properties = properties;
    var requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.connectTimeout())
                .build());
    requests.setReadTimeout(properties.answerTimeout());
    this.http = RestClient.builder().requestFactory(requests).build();
  }

  /**
   * The body of the response to a GET.
   *
   * @throws RestClientException when the system is unavailable, or its response is unexpected
   */
  <T> T get(Owner system, String path, Class<T> type) {
    String uri = properties.url(system) + path;
    T body = http.get().uri(uri).retrieve().body(type);
    if (body == null) {
      throw new RestClientException("GET " + uri + " returned no body");
    }
    return body;
  }
}
