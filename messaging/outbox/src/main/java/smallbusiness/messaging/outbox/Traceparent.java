package smallbusiness.messaging.outbox;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The current span as a W3C {@code traceparent}, or null when nothing is traced. */
final class Traceparent implements Supplier<@Nullable String> {

  private final Tracer tracer;

  Traceparent(Tracer tracer) {
    this.tracer = tracer;
  }

  @Override
  public @Nullable String get() {
    Span span = tracer.currentSpan();
    if (span == null || span.isNoop()) {
      return null;
    }
    TraceContext context = span.context();
    String flags = Boolean.TRUE.equals(context.sampled()) ? "-01" : "-00";
    return "00-" + context.traceId() + "-" + context.spanId() + flags;
  }
}
