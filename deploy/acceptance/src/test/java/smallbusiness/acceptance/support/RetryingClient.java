package smallbusiness.acceptance.support;

import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A client that retries a request until it succeeds or is rejected. Its POST requests carry an
 * Idempotency-Key, so that they take effect once.
 */
public final class RetryingClient {

  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final Set<String> TRANSIENT =
      Set.of("urn:problem:idempotency-key-in-use", "urn:problem:concurrent-change");

  private RetryingClient() {}

  /**
   * The final response.
   *
   * @param again whether the request was retried: an earlier attempt may have taken effect
   */
  public record Outcome(Http.Answer answer, boolean again) {

    public int status() {
      return answer.status();
    }

    /** The problem type without its prefix, or an empty string. */
    public String problem() {
      return answer.body().path("type").asString("").replace("urn:problem:", "");
    }
  }

  public static Outcome get(Http service, String path) {
    return send(service, "GET", path, "");
  }

  public static Outcome post(Http service, String path, String body) {
    return post(service, path, body, UUID.randomUUID().toString());
  }

  public static Outcome post(Http service, String path, String body, String key) {
    return send(service, "POST", path, body, "Idempotency-Key", key);
  }

  public static Outcome put(Http service, String path, String body, String... headers) {
    return send(service, "PUT", path, body, headers);
  }

  public static Outcome delete(Http service, String path) {
    return send(service, "DELETE", path, "");
  }

  private static Outcome send(
      Http service, String method, String path, String body, String... headers) {
    int[] tries = {0};
    Optional<Http.Answer> answer =
        await(method + " " + path)
            .atMost(TIMEOUT)
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(50))
            .until(
                () -> {
                  tries[0]++;
                  return once(service, method, path, body, headers);
                },
                Optional::isPresent);
    return new Outcome(answer.orElseThrow(), tries[0] > 1);
  }

  private static Optional<Http.Answer> once(
      Http service, String method, String path, String body, String... headers) {
    try {
      String[] all = new String[headers.length + 2];
      System.arraycopy(headers, 0, all, 2, headers.length);
      all[0] = "Content-Type";
      all[1] = "application/json";
      return Optional.of(service.send(method, path, body, all))
          .filter(answer -> answer.status() != 503)
          .filter(answer -> !TRANSIENT.contains(answer.body().path("type").asString("")));
    } catch (UncheckedIOException down) {
      return Optional.empty();
    }
  }
}
