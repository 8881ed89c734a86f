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

/**
 * Refuses soon what could only wait: beyond a number of requests in work, answers would come later
 * for everybody and not sooner for anybody.
 */
final class LoadShedding implements HandlerInterceptor {

  private final Semaphore places;

  private final Duration patience;

  LoadShedding(int places, Duration patience) {
    this.places = new Semaphore(places, true);
    this.patience = patience;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!places.tryAcquire() && !hasTurn()) {
      response.setHeader(HttpHeaders.RETRY_AFTER, "1");
      throw Problem.of(
              HttpStatus.SERVICE_UNAVAILABLE,
              "overloaded",
              "Overloaded",
              "Too many requests at once; try again")
          .asException();
    }
    return true;
  }

  private boolean hasTurn() {
    try {
      return places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
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
    places.release();
  }
}
