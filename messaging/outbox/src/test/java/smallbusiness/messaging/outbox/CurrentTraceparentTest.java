package smallbusiness.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.junit.jupiter.api.Test;

class CurrentTraceparentTest {

  @Test
  void a_traced_command_has_the_traceparent_of_its_span() {
    try (SdkTracerProvider provider = SdkTracerProvider.builder().build()) {
      var otel = provider.get("test");
      Tracer tracer = new OtelTracer(otel, new OtelCurrentTraceContext(), event -> {});
      Propagator propagator =
          new OtelPropagator(
              ContextPropagators.create(W3CTraceContextPropagator.getInstance()), otel);
      CurrentTraceparent traceparent = new CurrentTraceparent(tracer, propagator);
      assertThat(traceparent.get()).isNull();

      Span span = tracer.nextSpan().start();
      try (Tracer.SpanInScope _ = tracer.withSpan(span)) {
        assertThat(traceparent.get())
            .startsWith("00-%s-%s-0".formatted(span.context().traceId(), span.context().spanId()));
      } finally {
        span.end();
      }
    }
  }

  @Test
  void without_tracing_there_is_no_traceparent() {
    assertThat(new CurrentTraceparent(Tracer.NOOP, Propagator.NOOP).get()).isNull();
  }
}
