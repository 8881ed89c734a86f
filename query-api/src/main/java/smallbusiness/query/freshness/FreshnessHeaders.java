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
import smallbusiness.query.cache.SnapshotTracker;

/**
 * Says on every answer of the API as of when it is, and refuses to answer where that is older than
 * the request allows. Both are decided before anything is read, and again after a wait for a token.
 */
@Component
class FreshnessHeaders extends OncePerRequestFilter implements HandlerInterceptor {

  /** As of when, source by source: a dictionary of RFC 9651. */
  static final String AS_OF = "As-Of";

  /** How far behind, in seconds, source by source. */
  static final String STALENESS = "Staleness";

  /** Tells all sources' freshness itself, however stale. */
  static final String IN_FULL = "/api/v1/freshness";

  private static final String PREFER = "Prefer";
  private static final String TOKEN = "Consistency-Token";

  private final FreshnessWatch watch;
  private final SnapshotTracker snapshots;
  private final Clock clock;

  FreshnessHeaders(FreshnessWatch watch, SnapshotTracker snapshots, Clock clock) {
    this.watch = watch;
    this.snapshots = snapshots;
    this.clock = clock;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().startsWith("/api/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    write(response, watch.now(), clock.instant());
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
    snapshots
        .expireOlder(); // a wait for a token has ended: what it waited for must be in the answer
    Freshness freshness = watch.now();
    Instant now = clock.instant();
    write(response, freshness, now);
    if (!request.getRequestURI().equals(IN_FULL)) {
      MaxStaleness.of(limits, preferences)
          .objection(freshness, now)
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
