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
import smallbusiness.messaging.problem.ProblemException;

/** The live feed over HTTP, as server-sent events. */
@RestController
@Tag(name = "Events", description = "What happens, as it happens, and what has happened")
class LiveFeedController {

  private final LiveFeed feed;

  LiveFeedController(LiveFeed feed) {
    this.feed = feed;
  }

  /** Runs on the request's own virtual thread until the client goes or the process stops. */
  @GetMapping(path = "/api/v1/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      summary = "Follow the events of the three systems",
      description =
          "Server-sent events: `event` is the type, `data` a CloudEvent as JSON, `id` the place in"
              + " the journal. A client that comes back with `Last-Event-ID` misses nothing and"
              + " gets nothing twice; without it, or `after`, the feed begins now.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
              schema = @Schema(type = "string")))
  @ApiResponse(
      responseCode = "410",
      description = "The events that follow the given one are no longer kept",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
              schema = @Schema(ref = "#/components/schemas/Problem")))
  void follow(
      @Parameter(description = "The last event that the client has; 0 for all from the beginning")
          @RequestHeader(name = "Last-Event-ID", required = false)
          @Nullable String lastEventId,
      @Parameter(description = "The same as Last-Event-ID, for clients that cannot send headers")
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
    @Nullable String from = lastEventId == null ? after : lastEventId;
    long position = from == null ? feed.end() : kept(position(from, lastEventId != null));
    if (!feed.join()) {
      response.setHeader(HttpHeaders.RETRY_AFTER, "5");
      throw Problem.of(
              HttpStatus.SERVICE_UNAVAILABLE,
              "too-many-followers",
              "Too many followers",
              "As many clients as may follow do so already")
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
      feed.leave();
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
        out.write(": still here\n\n");
      }
    }
  }

  /**
   * Who asks for all from the beginning gets all that is kept; who would miss something is told.
   */
  private long kept(long position) {
    long prunedTo = position == 0 ? 0 : feed.prunedTo();
    if (position < prunedTo) {
      throw Problem.of(
              HttpStatus.GONE,
              "no-longer-kept",
              "No longer kept",
              "Events after this one are no longer kept. Begin with after=0 for all that are, or"
                  + " without a place for what comes from now on; what they led to is in the"
                  + " lists.")
          .with("kept_after", prunedTo)
          .asException();
    }
    return position;
  }

  private static long position(String text, boolean header) {
    try {
      long position = Long.parseLong(text);
      if (position >= 0) {
        return position;
      }
    } catch (NumberFormatException e) {
      // Refused below like a negative number.
    }
    throw invalid(header ? "Last-Event-ID" : "after");
  }

  private static ProblemException invalid(String name) {
    return Problem.of(
            HttpStatus.BAD_REQUEST, "invalid-parameter", "Invalid parameter", name + " is invalid")
        .error(name, "must be the id of an event of this feed")
        .asException();
  }
}
