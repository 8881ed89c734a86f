package smallbusiness.query.cache;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Keeps cached responses from being older than any earlier response of this replica: a client that
 * finds an order in a list and then reads the order sees at least what the list showed.
 */
@Configuration(proxyBeanMethods = false)
class MonotonicReads implements WebMvcConfigurer, HandlerInterceptor {

  private final SnapshotTracker snapshots;

  MonotonicReads(SnapshotTracker snapshots) {
    this.snapshots = snapshots;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns("/api/**");
  }

  /**
   * Runs before the response is sent: {@code EntityTagFilter} buffers it. A {@link CachedResponse}
   * may come from the cache; the read that filled it has recorded its snapshot already.
   */
  @Override
  public void postHandle(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable ModelAndView view) {
    if (!(handler instanceof HandlerMethod method)
        || method.getMethod().getReturnType() != CachedResponse.class) {
      snapshots.expireOlder();
    }
  }
}
