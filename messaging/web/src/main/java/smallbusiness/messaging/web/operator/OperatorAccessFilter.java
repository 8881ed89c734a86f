package smallbusiness.messaging.web.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import smallbusiness.messaging.problem.Problem;

/**
 * Allows everyone to read the actuator endpoints, and only the holder of the operator token to
 * change something: pause the relay, publish events again, skip a parked event (ADR 12).
 */
final class OperatorAccessFilter extends OncePerRequestFilter {

  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
  private static final String SCHEME = "Bearer ";

  private final byte @Nullable [] token;

  OperatorAccessFilter(OperatorProperties properties) {
    String configured = properties.token();
    this.token = configured == null ? null : configured.getBytes(UTF_8);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (READS.contains(request.getMethod())) {
      chain.doFilter(request, response);
    } else if (token == null) {
      refuse(response, HttpStatus.FORBIDDEN, "Changes are disabled: operator.token is not set");
    } else if (hasToken(request, token)) {
      chain.doFilter(request, response);
    } else {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      refuse(
          response,
          HttpStatus.UNAUTHORIZED,
          "This operation requires Authorization: Bearer <operator.token>");
    }
  }

  /** Compares in constant time. */
  private static boolean hasToken(HttpServletRequest request, byte[] token) {
    String given = request.getHeader(HttpHeaders.AUTHORIZATION);
    return given != null
        && given.startsWith(SCHEME)
        && MessageDigest.isEqual(given.substring(SCHEME.length()).getBytes(UTF_8), token);
  }

  private void refuse(HttpServletResponse response, HttpStatus status, String detail)
      throws IOException {
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    Problem problem = Problem.of(status, "operator-only", detail);
    response.getOutputStream().write(problem.toJson().getBytes(UTF_8));
  }
}
