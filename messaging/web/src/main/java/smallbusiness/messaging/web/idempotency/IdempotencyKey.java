package smallbusiness.messaging.web.idempotency;

import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import smallbusiness.messaging.problem.Problem;
import smallbusiness.messaging.problem.ProblemException;

/** Parses the {@code Idempotency-Key} header: quoted as in the draft standard, or bare. */
public final class IdempotencyKey {

  /** The name of the header. */
  public static final String HEADER = "Idempotency-Key";

  private static final Pattern VALID = Pattern.compile("[\\x21\\x23-\\x7e]{1,255}");

  private IdempotencyKey() {}

  /**
   * Returns the key.
   *
   * @throws ProblemException 400 when it is malformed
   */
  static String of(String header) {
    String key = header.trim();
    if (key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"")) {
      key = key.substring(1, key.length() - 1);
    }
    if (!VALID.matcher(key).matches()) {
      throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-header", HEADER + " is malformed")
          .error(HEADER, "must be 1 to 255 visible ASCII characters without quotes")
          .asException();
    }
    return key;
  }
}
