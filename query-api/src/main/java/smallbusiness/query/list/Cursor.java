package smallbusiness.query.list;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a page ended: the sort key and identifier of its last row. A page is found by them and not
 * by counting, so that rows which come and go meanwhile neither repeat nor hide others.
 */
record Cursor(String sort, String value, long id) {

  private static final String SEPARATOR = "\n";

  /** The cursor as clients hand it back; they need not understand it. */
  String encode() {
    String text = String.join(SEPARATOR, sort, Long.toString(id), value);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws smallbusiness.messaging.problem.ProblemException 400 when it is none, or belongs to
   *     another sort order
   */
  static Cursor decode(String text, String sort) {
    try {
      String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      String[] parts = decoded.split(SEPARATOR, 3);
      if (parts.length == 3 && parts[0].equals(sort)) {
        return new Cursor(sort, parts[2], Long.parseLong(parts[1]));
      }
    } catch (IllegalArgumentException e) {
      // Refused below like a cursor of another order.
    }
    throw QueryParameters.invalid(
        "after", "must be taken from the Link header of a page in this order");
  }
}
