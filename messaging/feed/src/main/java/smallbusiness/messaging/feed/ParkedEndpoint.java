package smallbusiness.messaging.feed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * The operator's way to parked events: {@code GET /actuator/parked}, {@code GET
 * /actuator/parked/{id}}, and {@code POST /actuator/parked/{id}} with {@code {"action": "retry",
 * "by": "..."}} or {@code {"action": "skip", "by": "...", "note": "..."}}. After a skip the events
 * behind are tried at once.
 */
@Endpoint(id = "parked")
final class ParkedEndpoint {

  private static final int MOST_LISTED = 1000;

  private final ParkedEvents parked;
  private final AdditionalFeeds additional;

  ParkedEndpoint(ParkedEvents parked, AdditionalFeeds additional) {
    this.parked = parked;
    this.additional = additional;
  }

  @ReadOperation
  List<ParkedEvent> list() {
    return parked.open(MOST_LISTED);
  }

  @ReadOperation
  @Nullable ParkedEvent show(@Selector long id) {
    return parked.find(id).orElse(null);
  }

  @WriteOperation
  WebEndpointResponse<Map<String, Object>> resolve(
      @Selector long id, String action, String by, @Nullable String note) {
    Optional<ParkedEvent> found = parked.find(id).filter(event -> event.outcome() == null);
    if (found.isEmpty()) {
      return answer(WebEndpointResponse.STATUS_NOT_FOUND, "error", "not parked");
    }
    ParkedEvent event = found.get();
    ParkedEvents ofFeed = additional.parked(event.feed()).orElse(parked);
    if (!ofFeed.knows(event.feed())) {
      return answer(
          WebEndpointResponse.STATUS_BAD_REQUEST,
          "error",
          "no feed " + event.feed() + " runs here");
    }
    return switch (action) {
      case "retry" -> answer(WebEndpointResponse.STATUS_OK, "applied", ofFeed.retry(event, by));
      case "skip" -> {
        if (note == null || note.isBlank()) {
          yield answer(WebEndpointResponse.STATUS_BAD_REQUEST, "error", "say why in a note");
        }
        if (!ofFeed.skip(event, by, note)) {
          yield answer(WebEndpointResponse.STATUS_BAD_REQUEST, "error", "not the first of its key");
        }
        yield answer(WebEndpointResponse.STATUS_OK, "applied", ofFeed.retry(event, by));
      }
      default -> answer(WebEndpointResponse.STATUS_BAD_REQUEST, "error", "action is retry or skip");
    };
  }

  private static WebEndpointResponse<Map<String, Object>> answer(
      int status, String name, Object value) {
    return new WebEndpointResponse<>(Map.of(name, value), status);
  }
}
