package smallbusiness.query.freshness;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import smallbusiness.query.cache.SnapshotTracker;

/**
 * Adds the freshness headers to every response of the API, and refuses requests that need a fresher
 * read model. Does both before anything is read, and again after a wait for a consistency token.
 */
@Component
class FreshnessHeaders extends OncePerRequestFilter
    implements HandlerInterceptor, WebMvcConfigurer {

  /** The time up to which the response contains every commit, by source; see RFC 9651. */
  static final String AS_OF = "As-Of";

  /** The age of that time in seconds, by source. */
  static final String STALENESS = "Staleness";

  /** Reports the freshness of all sources, however stale they are. */
  static final String FRESHNESS_PATH = "/api/v1/freshness";

  /** The order of the interceptor: after the wait for a consistency token. */
  private static final int AFTER_WAITING = 50;

  private static final String PREFER = "Prefer";
  private static final String TOKEN = "Consistency-Token";

  private final FreshnessTracker tracker;
  private final SnapshotTracker snapshots;
  private final Clock clock;

  FreshnessHeaders(FreshnessTracker tracker, SnapshotTracker snapshots, Clock clock) {
    this.tracker = tracker;
    this.snapshots = snapshots;
    this.clock = clock;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns("/api/**").order(AFTER_WAITING);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().startsWith("/api/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    write(response, tracker.current(), clock.instant());
    chain.doFilter(request, response);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    List<String> limits = Collections.list(request.getHeaders(MaxStaleness.HEADER));
    List<String> preferences = Collections.list(request.getHeaders(PREFER));
    if (limits.isEmpty() && preferences.isEmpty() && request.getHeader(TOKEN) == null) {
      return true;
    }
    snapshots.expireOlder(); // the response must contain the change that the token waited for
    Freshness freshness = tracker.current();
    Instant now = clock.instant();
    write(response, freshness, now);
    if (!request.getRequestURI().equals(FRESHNESS_PATH)) {
      MaxStaleness.of(limits, preferences)
          .violation(freshness, now)
          .ifPresent(
              problem -> {
                response.setHeader(HttpHeaders.RETRY_AFTER, "1");
                throw problem.asException();
              });
    }
    return true;
  }

  private static void write(HttpServletResponse response, Freshness freshness, Instant now) {
    response.setHeader(AS_OF, freshness.header());
    response.setHeader(STALENESS, freshness.stalenessHeader(now));
  }
}
