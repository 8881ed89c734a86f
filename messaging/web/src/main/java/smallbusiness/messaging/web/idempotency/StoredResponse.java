package smallbusiness.messaging.web.idempotency;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import org.springframework.http.HttpStatus;
import smallbusiness.messaging.problem.Problem;
import smallbusiness.messaging.problem.ProblemException;

/**
 * The response of an executed command.
 *
 * @param request SHA-256 of the request
 * @param headers as in HTTP: one "Name: value" per line
 */
@SuppressWarnings("ArrayRecordComponent") // responses are never compared
record StoredResponse(byte[] request, int status, String headers, byte[] body) {

  private static final String SEPARATOR = ": ";

  /** Copies a response before it is sent. */
  static StoredResponse of(byte[] request, HttpServletResponse response, byte[] body) {
    StringBuilder headers = new StringBuilder();
    for (String name : response.getHeaderNames()) {
      for (String value : response.getHeaders(name)) {
        headers.append(name).append(SEPARATOR).append(value).append('\n');
      }
    }
    if (response.getContentType() != null && !response.containsHeader("Content-Type")) {
      headers.append("Content-Type").append(SEPARATOR).append(response.getContentType());
    }
    return new StoredResponse(request, response.getStatus(), headers.toString(), body);
  }

  /**
   * Sends the response again.
   *
   * @param repeated SHA-256 of the repeated request
   * @throws ProblemException 422 when it differs from the original request
   */
  void replay(byte[] repeated, HttpServletResponse response) throws IOException {
    if (!MessageDigest.isEqual(request, repeated)) {
      throw Problem.of(
              HttpStatus.UNPROCESSABLE_CONTENT,
              "idempotency-key-reused",
              "Idempotency-Key was already used with a different request")
          .error(IdempotencyKey.HEADER, "was used with a different request")
          .asException();
    }
    response.setStatus(status);
    headers
        .lines()
        .map(line -> line.split(SEPARATOR, 2))
        .forEach(header -> response.addHeader(header[0], header[1]));
    response.getOutputStream().write(body);
  }
}
