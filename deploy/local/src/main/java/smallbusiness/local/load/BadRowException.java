package smallbusiness.local.load;

/** A row that cannot be loaded, while the others can. */
final class BadRowException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String place;

  /**
   * @param place file and line: {@code items.csv:17}
   * @param reason why, for the person who has to put the file right
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
