package smallbusiness.query.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/**
 * Gives every response an entity tag, and answers 304 when the client has it already. The tag is
 * weak, because the same response may be sent compressed or not.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 10)
class EntityTagFilter extends ShallowEtagHeaderFilter {

  EntityTagFilter() {
    setWriteWeakETag(true);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return !path.startsWith("/api/") || path.equals("/api/v1/events");
  }
}
