package smallbusiness.messaging.consistency;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;
import smallbusiness.messaging.problem.Problem;
import smallbusiness.messaging.token.ConsistencyToken;

/**
 * Holds a read with a {@value ConsistencyToken#HEADER} until the read model has the versions that
 * the token names, or answers 504. Never serves an older version.
 */
final class ReadYourWrites implements HandlerInterceptor {

  private static final String PREFER = "Prefer";

  /** RFC 7240; whole seconds. */
  private static final Pattern WAIT =
      Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,6})\"?\\s*(?=$|[,;])");

  private final PendingReads pendingReads;
  private final ConsistencyProperties properties;

  ReadYourWrites(PendingReads pendingReads, ConsistencyProperties properties) {
    this.pendingReads = pendingReads;
    this.properties = properties;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    List<String> texts = Collections.list(request.getHeaders(ConsistencyToken.HEADER));
    if (!texts.isEmpty() && isRead(request)) {
      Duration atMost = wait(request);
      ConsistencyToken token = parse(texts);
      try {
        pendingReads.await(token, atMost);
      } catch (NotYetVisibleException e) {
        response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        throw late(e, atMost).asException();
      } catch (AggregateParkedException e) {
        response.setHeader(HttpHeaders.RETRY_AFTER, "60");
        throw parked(e).asException();
      }
    }
    return true;
  }

  private static boolean isRead(HttpServletRequest request) {
    return Stream.of(HttpMethod.GET, HttpMethod.HEAD)
        .anyMatch(method -> method.matches(request.getMethod()));
  }

  private static ConsistencyToken parse(List<String> texts) {
    try {
      return ConsistencyToken.parse(texts);
    } catch (IllegalArgumentException e) {
      throw Problem.of(
              HttpStatus.BAD_REQUEST,
              "invalid-consistency-token",
              "Send the header value exactly as the command returned it.")
          .error(ConsistencyToken.HEADER, "is not a valid token: " + e.getMessage())
          .asException();
    }
  }

  private Duration wait(HttpServletRequest request) {
    String preferences = String.join(",", Collections.list(request.getHeaders(PREFER)));
    Matcher wait = WAIT.matcher(preferences);
    if (!wait.find()) {
      return properties.defaultWait();
    }
    Duration wanted = Duration.ofSeconds(Long.parseLong(wait.group(1)));
    return wanted.compareTo(properties.maxWait()) < 0 ? wanted : properties.maxWait();
  }

  private static Problem parked(AggregateParkedException e) {
    return Problem.of(
            HttpStatus.GATEWAY_TIMEOUT,
            "parked",
            "An event could not be applied, and the named changes are queued behind it until an"
                + " operator resolves it. They are not lost; other aggregates are not affected.")
        .with(
            "parked",
            e.parked().stream()
                .map(aggregate -> aggregate.topic().topicName() + "/" + aggregate.key())
                .sorted()
                .toList());
  }

  private static Problem late(NotYetVisibleException e, Duration waited) {
    List<String> missing = new ArrayList<>();
    e.missing()
        .forEach(
            (aggregate, version) ->
                missing.add(
                    aggregate.topic().topicName() + "/" + aggregate.key() + " version " + version));
    return Problem.of(
            HttpStatus.GATEWAY_TIMEOUT,
            "not-yet-applied",
            "The read model did not have the named changes after "
                + waited.toMillis()
                + " ms. They are not lost; please retry.")
        .with("missing", missing.stream().sorted().toList());
  }
}
