package smallbusiness.messaging.schema;

/** The registry refused a request. A retry does not help. */
final class RegistryRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;

  RegistryRefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The HTTP status: 404 for an unknown id or subject, 409 for an incompatible schema. */
  int status() {
    return status;
  }
}
