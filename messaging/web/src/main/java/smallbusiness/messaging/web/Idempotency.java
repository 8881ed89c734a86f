package smallbusiness.messaging.web;

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
 * Carries out a POST with an {@code Idempotency-Key} once: the response is stored in the
 * transaction of the command itself, which this filter opens around the controller, and whoever
 * repeats the request gets it again. A command that fails leaves nothing behind and may be tried
 * again under its key.
 */
final class Idempotency extends OncePerRequestFilter {

  static final String HEADER = "Idempotency-Key";

  private final IdempotencyKeys keys;
  private final PlatformTransactionManager transactions;
  private final HandlerExceptionResolver problems;

  Idempotency(
      IdempotencyKeys keys,
      PlatformTransactionManager transactions,
      HandlerExceptionResolver problems) {
    this.keys = keys;
    this.transactions = transactions;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST") || request.getHeader(HEADER) == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    var buffered = new ContentCachingResponseWrapper(response);
    try {
      String key = IdempotencyKey.of(request.getHeader(HEADER));
      var repeatable = new RepeatableRequest(request);
      carryOutOnce(key, repeatable, buffered, chain);
    } catch (Exception e) {
      // Also what only the commit brings to light is told as if the controller had thrown it.
      buffered.reset();
      Object controller = request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE);
      if (problems.resolveException(request, buffered, controller, e) == null) {
        throw new IOException(e);
      }
    }
    buffered.copyBodyToResponse();
  }

  private void carryOutOnce(
      String key,
      RepeatableRequest request,
      ContentCachingResponseWrapper response,
      FilterChain chain)
      throws Exception {
    TransactionStatus transaction =
        transactions.getTransaction(
            new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
    try {
      if (!keys.take(key)) {
        throw conflict("Another request with this key is being carried out").asException();
      }
      Optional<StoredResponse> before = keys.find(key);
      if (before.isPresent()) {
        before.get().replay(fingerprint(request), response);
      } else {
        chain.doFilter(request, response);
        if (HttpStatus.valueOf(response.getStatus()).is2xxSuccessful()) {
          keys.keep(
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

  private static Problem conflict(String detail) {
    return Problem.of(HttpStatus.CONFLICT, "idempotency-key-in-use", "Key in use", detail)
        .error(HEADER, "is being used by another request");
  }

  private static byte[] fingerprint(RepeatableRequest request) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      String line =
          request.getMethod()
              + " "
              + request.getRequestURI()
              + "?"
              + request.getQueryString()
              + "\n";
      sha.update(line.getBytes(StandardCharsets.UTF_8));
      return sha.digest(request.body());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}
