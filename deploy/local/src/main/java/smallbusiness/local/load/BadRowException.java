package smallbusiness.local.load;

/** A row cannot be loaded; the other rows can. The message names file and line. */
final class BadRowException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadRowException(String file, long line, String reason) {
    super(file + ":" + line + ": " + reason);
  }
}
