package smallbusiness.query.journal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import smallbusiness.messaging.problem.Problem;

/** Serves the live feed as server-sent events. */
@RestController
@Tag(name = "Events", description = "Events of the three systems: live, and those behind a row")
class LiveFeedController {

  private final LiveFeed feed;
  private final Journal journal;

  LiveFeedController(LiveFeed feed, Journal journal) {
    this.feed = feed;
    this.journal = journal;
  }

  /** Runs on the request's virtual thread until the client disconnects or the process stops. */
  @GetMapping(path = "/api/v1/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      summary = "Follow the events of the three systems",
      description =
          "Server-sent events: `event` is the type, `data` a CloudEvent as JSON, `id` the position"
              + " in the journal. A client that reconnects with `Last-Event-ID` misses no event and"
              + " gets none twice. Without it, or `after`, the feed starts with the next event.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
              schema = @Schema(type = "string")))
  @ApiResponse(
      responseCode = "410",
      description = "The events after the given one are no longer kept",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
              schema = @Schema(ref = "#/components/schemas/Problem")))
  void follow(
      @Parameter(description = "The last event that the client received; 0 for all kept events")
          @RequestHeader(name = "Last-Event-ID", required = false)
          @Nullable String lastEventId,
      @Parameter(description = "Same as Last-Event-ID, for clients that cannot send headers")
          @RequestParam(required = false)
          @Nullable String after,
      @Parameter(
              description = "Only events of this type",
              example = "smallbusiness.events.sales.OrderPlaced")
          @RequestParam(required = false)
          @Nullable String type,
      @Parameter(description = "Only events of this system", example = "/sales")
          @RequestParam(required = false)
          @Nullable String source,
      @Parameter(description = "Only events of aggregates with this identifier", example = "42")
          @RequestParam(required = false)
          @Nullable String key,
      HttpServletResponse response)
      throws IOException {
    long position = startPosition(lastEventId, after);
    if (!feed.subscribe()) {
      response.setHeader(HttpHeaders.RETRY_AFTER, "5");
      throw Problem.of(
              HttpStatus.SERVICE_UNAVAILABLE,
              "too-many-followers",
              "The live feed has reached its maximum number of connections")
          .asException();
    }
    try {
      response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
      response.setCharacterEncoding(StandardCharsets.UTF_8);
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      write(response.getWriter(), position, new EventFilter(type, source, key));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      feed.unsubscribe();
    }
  }

  private void write(PrintWriter out, long from, EventFilter filter) throws InterruptedException {
    long position = from;
    out.write("retry: 1000\n\n");
    out.flush();
    while (feed.isRunning() && !out.checkError()) {
      List<JournalEntry> entries = feed.next(position);
      for (JournalEntry entry : entries) {
        if (filter.accepts(entry)) {
          out.write("id: " + entry.position() + "\nevent: " + entry.type() + "\n");
          out.write("data: " + entry.cloudEvent() + "\n\n");
        }
        position = entry.position();
      }
      if (entries.isEmpty()) {
        out.write(": heartbeat\n\n");
      }
    }
  }

  private long startPosition(@Nullable String lastEventId, @Nullable String after) {
    if (lastEventId != null) {
      return kept(parse("Last-Event-ID", lastEventId));
    }
    return after == null ? journal.end() : kept(parse("after", after));
  }

  private static long parse(String parameter, String position) {
    if (!position.matches("\\d{1,18}")) {
      throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-parameter", parameter + " is invalid")
          .error(parameter, "must be the id of an event of this feed")
          .asException();
    }
    return Long.parseLong(position);
  }

  /** Refuses a position when events after it were pruned; 0 means all kept events. */
  private long kept(long position) {
    long prunedTo = position == 0 ? 0 : journal.prunedTo();
    if (position < prunedTo) {
      throw Problem.of(
              HttpStatus.GONE,
              "no-longer-kept",
              "Events after this one are no longer kept. Start with after=0 for all kept events, or"
                  + " without a position for new events; read the current state from the lists.")
          .with("kept_after", prunedTo)
          .asException();
    }
    return position;
  }
}
