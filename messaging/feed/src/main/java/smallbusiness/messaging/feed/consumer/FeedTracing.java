package smallbusiness.messaging.feed.consumer;

import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import smallbusiness.messaging.feed.ReceivedEvent;

/**
 * Continues the trace of the command that caused an event. A batch is one span: a child of the
 * trace of its first event, linked to the traces of the others.
 */
final class FeedTracing implements BatchInterceptor {

  private static final Pattern TRACEPARENT =
      Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

  /** Keeps the span small. */
  private static final int MAX_LINKS = 32;

  private final Tracer tracer;

  FeedTracing(Tracer tracer) {
    this.tracer = tracer;
  }

  @Override
  public void apply(String feed, List<ReceivedEvent> events, Runnable work) {
    List<TraceContext> causes =
        events.stream()
            .map(ReceivedEvent::traceparent)
            .filter(Objects::nonNull)
            .distinct()
            .limit(MAX_LINKS)
            .flatMap(text -> context(text).stream())
            .toList();
    Span.Builder builder = tracer.spanBuilder().name("feed " + feed).kind(Span.Kind.CONSUMER);
    if (!causes.isEmpty()) {
      builder.setParent(causes.getFirst());
      causes.stream().skip(1).forEach(cause -> builder.addLink(new Link(cause)));
    }
    Span span = builder.start();
    try (Tracer.SpanInScope scope = tracer.withSpan(span)) {
      work.run();
    } catch (RuntimeException e) {
      span.error(e);
      throw e;
    } finally {
      span.end();
    }
  }

  private Optional<TraceContext> context(@Nullable String traceparent) {
    Matcher parts = TRACEPARENT.matcher(String.valueOf(traceparent));
    return parts.matches()
        ? Optional.of(
            tracer
                .traceContextBuilder()
                .traceId(parts.group(1))
                .spanId(parts.group(2))
                .sampled((Integer.parseInt(parts.group(3), 16) & 1) == 1)
                .build())
        : Optional.empty();
  }
}
