package smallbusiness.messaging.outbox;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The current trace context as a W3C {@code traceparent} header, or null if nothing is traced. */
record CurrentTraceparent(Tracer tracer, Propagator propagator)
    implements Supplier<@Nullable String> {

  @Override
  public @Nullable String get() {
    Span span = tracer.currentSpan();
    if (span == null || span.isNoop()) {
      return null;
    }
    Map<String, String> headers = new HashMap<>();
    propagator.inject(span.context(), headers, (carrier, name, value) -> headers.put(name, value));
    return headers.get("traceparent");
  }
}
