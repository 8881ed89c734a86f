package smallbusiness.query.reconciliation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.springframework.stereotype.Component;
import smallbusiness.schemas.Owner;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks the owners' operators' endpoints. */
@Component
class OwningSystemClient implements AutoCloseable {

  private static final int OK = 200;

  private final ReconciliationProperties properties;
  private final HttpClient http;
  private final JsonMapper json = JsonMapper.shared();

  OwningSystemClient(ReconciliationProperties properties) {
    this.properties = properties;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(properties.connectTimeout())
            .build();
  }

  /**
   * The answer to a GET.
   *
   * @throws SystemUnavailableException when there is none, or none that can be read
   */
  <T> T ask(Owner owner, String path, Class<T> type) {
    URI uri = URI.create(properties.url(owner) + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(properties.answerTimeout())
            .header("Accept", "application/json")
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != OK) {
        throw new SystemUnavailableException(owner, uri + " answered " + answer.statusCode(), null);
      }
      return json.readValue(answer.body(), type);
    } catch (IOException e) {
      throw new SystemUnavailableException(owner, "No answer from " + uri + ": " + e, e);
    } catch (JacksonException e) {
      throw new SystemUnavailableException(owner, uri + " answered what cannot be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SystemUnavailableException(owner, "Interrupted while asking " + uri, e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
