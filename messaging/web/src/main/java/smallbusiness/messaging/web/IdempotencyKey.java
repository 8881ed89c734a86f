package smallbusiness.messaging.web;

import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import smallbusiness.messaging.problem.Problem;
import smallbusiness.messaging.problem.ProblemException;

/** Reads the header: a string in double quotes as the draft standard has it, or the bare text. */
final class IdempotencyKey {

  private static final Pattern VALID = Pattern.compile("[\\x21\\x23-\\x7e]{1,255}");

  private IdempotencyKey() {}

  /**
   * The key in a header.
   *
   * @throws ProblemException 400 when it is empty, too long, or holds what it may not
   */
  static String of(String header) {
    String key = header.trim();
    if (key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"")) {
      key = key.substring(1, key.length() - 1);
    }
    if (!VALID.matcher(key).matches()) {
      throw Problem.of(
              HttpStatus.BAD_REQUEST,
              "invalid-header",
              "Invalid header",
              Idempotency.HEADER + " is malformed")
          .error(Idempotency.HEADER, "must be 1 to 255 visible ASCII characters without quotes")
          .asException();
    }
    return key;
  }
}
