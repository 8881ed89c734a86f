package smallbusiness.messaging.web.idempotency;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ContentCachingResponseWrapper;
import smallbusiness.messaging.problem.Problem;

/**
 * Executes a POST with an {@code Idempotency-Key} once. The filter opens a transaction around the
 * controller and stores the response in it; a repeated request gets the stored response. A failed
 * command stores nothing and may be retried under its key.
 */
final class IdempotencyFilter extends OncePerRequestFilter {

  private final IdempotencyKeys keys;
  private final PlatformTransactionManager transactions;
  private final HandlerExceptionResolver problems;

  IdempotencyFilter(
      IdempotencyKeys keys,
      PlatformTransactionManager transactions,
      HandlerExceptionResolver problems) {
    this.keys = keys;
    this.transactions = transactions;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST") || request.getHeader(IdempotencyKey.HEADER) == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    var buffered = new ContentCachingResponseWrapper(response);
    try {
      String key = IdempotencyKey.of(request.getHeader(IdempotencyKey.HEADER));
      var repeatable = new RepeatableRequest(request);
      executeOnce(key, repeatable, buffered, chain);
    } catch (Exception e) {
      // Failures of the commit are answered like exceptions of the controller.
      buffered.reset();
      Object controller = request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE);
      if (problems.resolveException(request, buffered, controller, e) == null) {
        throw new IOException(e);
      }
    }
    buffered.copyBodyToResponse();
  }

  private void executeOnce(
      String key,
      RepeatableRequest request,
      ContentCachingResponseWrapper response,
      FilterChain chain)
      throws Exception {
    TransactionStatus transaction =
        transactions.getTransaction(
            new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
    try {
      if (!keys.tryLock(key)) {
        throw Problem.of(
                HttpStatus.CONFLICT,
                "idempotency-key-in-use",
                "Another request with this Idempotency-Key is in progress")
            .error(IdempotencyKey.HEADER, "is in use by another request")
            .asException();
      }
      Optional<StoredResponse> before = keys.find(key);
      if (before.isPresent()) {
        before.get().replay(fingerprint(request), response);
      } else {
        chain.doFilter(request, response);
        if (HttpStatus.valueOf(response.getStatus()).is2xxSuccessful()) {
          keys.store(
              key,
              StoredResponse.of(fingerprint(request), response, response.getContentAsByteArray()));
        } else {
          transaction.setRollbackOnly();
        }
      }
    } catch (Exception e) {
      transactions.rollback(transaction);
      throw e;
    }
    transactions.commit(transaction);
  }

  private static byte[] fingerprint(RepeatableRequest request) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      String line =
          "%s %s?%s\n"
              .formatted(request.getMethod(), request.getRequestURI(), request.getQueryString());
      sha.update(line.getBytes(StandardCharsets.UTF_8));
      return sha.digest(request.body());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}
