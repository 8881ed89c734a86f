package smallbusiness.messaging.schema;

/** The registry understood and said no: trying the same again does not help. */
final class RegistryRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;

  RegistryRefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The HTTP status: 404 for an unknown number or subject, 409 for an incompatible schema. */
  int status() {
    return status;
  }
}
