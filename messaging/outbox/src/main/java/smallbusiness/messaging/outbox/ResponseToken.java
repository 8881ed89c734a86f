package smallbusiness.messaging.outbox;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import smallbusiness.messaging.token.Aggregate;
import smallbusiness.messaging.token.ConsistencyToken;

/**
 * Adds the events that a request appends to the consistency token of its response, and removes them
 * if their transaction rolls back. Outside of requests it does nothing.
 */
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
final class ResponseToken implements AppendListener {

  private static final String ATTRIBUTE = ResponseToken.class.getName();

  @Override
  public void appended(Aggregate aggregate, long version) {
    if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
        && request.getResponse() != null) {
      ConsistencyToken before = tokenOf(request);
      write(request, before.with(aggregate, version));
      TransactionSynchronizationManager.registerSynchronization(new Undo(request, before));
    }
  }

  private static ConsistencyToken tokenOf(ServletRequestAttributes request) {
    Object token = request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
    return token instanceof ConsistencyToken known ? known : ConsistencyToken.NONE;
  }

  /** Setting a header to null removes it (Servlet 6.1). */
  private static void write(ServletRequestAttributes request, ConsistencyToken token) {
    request.setAttribute(ATTRIBUTE, token, RequestAttributes.SCOPE_REQUEST);
    @Nullable HttpServletResponse response = request.getResponse();
    if (response != null && !response.isCommitted()) {
      response.setHeader(ConsistencyToken.HEADER, token.isEmpty() ? null : token.toString());
    }
  }

  /**
   * Of several in one transaction only the first, which restores the smallest token, has an effect.
   */
  private record Undo(ServletRequestAttributes request, ConsistencyToken before)
      implements TransactionSynchronization {

    @Override
    public void afterCompletion(int status) {
      if (status == STATUS_ROLLED_BACK && tokenOf(request).and(before).equals(tokenOf(request))) {
        write(request, before);
      }
    }
  }
}
