package smallbusiness.local.load;

/** A row cannot be loaded; the other rows can. */
final class BadRowException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String place;

  /**
   * Creates an exception for the user who corrects the file.
   *
   * @param place file and line: {@code items.csv:17}
   */
  BadRowException(String place, String reason) {
    super(reason);
    this.place = place;
  }

  String place() {
    return place;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
