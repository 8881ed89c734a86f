package smallbusiness.query.rebuild;

/** An operator's wish that cannot be fulfilled as things are; its message says why. */
final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  RefusedException(String message) {
    super(message);
  }
}
