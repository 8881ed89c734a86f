package smallbusiness.query.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;
import smallbusiness.messaging.problem.Problem;

/** Refuses requests above a limit: processing more at once would slow down all of them. */
final class LoadShedding implements HandlerInterceptor {

  private final Semaphore permits;
  private final Duration patience;

  LoadShedding(int maxRequests, Duration patience) {
    this.permits = new Semaphore(maxRequests, true);
    this.patience = patience;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!permits.tryAcquire() && !acquire()) {
      response.setHeader(HttpHeaders.RETRY_AFTER, "1");
      throw Problem.of(
              HttpStatus.SERVICE_UNAVAILABLE,
              "overloaded",
              "Too many concurrent requests, please retry")
          .asException();
    }
    return true;
  }

  private boolean acquire() {
    try {
      return permits.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    permits.release();
  }
}
