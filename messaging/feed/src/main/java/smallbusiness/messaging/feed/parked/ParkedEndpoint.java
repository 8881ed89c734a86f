package smallbusiness.messaging.feed.parked;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Parked events for operators: {@code GET /actuator/parked}, {@code GET /actuator/parked/{id}}, and
 * {@code POST /actuator/parked/{id}} with {@code {"action": "retry", "by": "..."}} or {@code
 * {"action": "skip", "by": "...", "note": "..."}}. A skip retries the queued events of the key.
 */
@Endpoint(id = "parked")
public final class ParkedEndpoint {

  private static final int MAX_LISTED = 1000;

  private final ParkedEvents parked;
  private final Function<String, Optional<ParkedEventResolver>> resolvers;

  /**
   * @param resolvers finds the resolver of a feed by its name; empty when it does not run here
   */
  public ParkedEndpoint(
      ParkedEvents parked, Function<String, Optional<ParkedEventResolver>> resolvers) {
    this.parked = parked;
    this.resolvers = resolvers;
  }

  @ReadOperation
  public List<ParkedEvent> list() {
    return parked.open(MAX_LISTED);
  }

  @ReadOperation
  public @Nullable ParkedEvent show(@Selector long id) {
    return parked.find(id).orElse(null);
  }

  @WriteOperation
  public WebEndpointResponse<Map<String, Object>> resolve(
      @Selector long id, String action, String by, @Nullable String note) {
    Optional<ParkedEvent> found = parked.find(id).filter(event -> event.outcome() == null);
    if (found.isEmpty()) {
      return error(WebEndpointResponse.STATUS_NOT_FOUND, "not parked");
    }
    ParkedEvent event = found.get();
    Optional<ParkedEventResolver> resolver = resolvers.apply(event.feed());
    if (resolver.isEmpty()) {
      return badRequest("feed " + event.feed() + " does not run here");
    }
    return switch (action) {
      case "retry" -> retried(resolver.get(), event, by);
      case "skip" -> {
        if (note == null || note.isBlank()) {
          yield badRequest("give the reason in a note");
        }
        yield resolver.get().skip(event, by, note)
            ? retried(resolver.get(), event, by)
            : badRequest("not the first parked event of its key");
      }
      default -> badRequest("action must be retry or skip");
    };
  }

  private static WebEndpointResponse<Map<String, Object>> retried(
      ParkedEventResolver resolver, ParkedEvent event, String by) {
    return new WebEndpointResponse<>(Map.of("applied", resolver.retry(event, by)));
  }

  private static WebEndpointResponse<Map<String, Object>> badRequest(String message) {
    return error(WebEndpointResponse.STATUS_BAD_REQUEST, message);
  }

  private static WebEndpointResponse<Map<String, Object>> error(int status, String message) {
    return new WebEndpointResponse<>(Map.of("error", message), status);
  }
}
