package smallbusiness.query.list;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import smallbusiness.messaging.web.request.QueryParameters;

/**
 * Where a page ended: the sort key and identifier of its last row. The next page starts after them.
 * Unlike a page number, a cursor neither repeats nor skips rows when other rows are added or
 * removed.
 */
record Cursor(String sort, String value, long id) {

  private static final String SEPARATOR = "\n";

  /** The cursor as opaque text for clients. */
  String encode() {
    String text = String.join(SEPARATOR, sort, Long.toString(id), value);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Decodes the text of {@link #encode}.
   *
   * @throws smallbusiness.messaging.problem.ProblemException 400 if it is invalid or belongs to
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
      // Rejected below like a cursor of another sort order.
    }
    throw QueryParameters.invalid(
        "after", "must be taken from the Link header of a page in this sort order");
  }
}
