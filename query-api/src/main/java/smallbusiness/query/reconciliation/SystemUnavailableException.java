package smallbusiness.query.reconciliation;

import org.jspecify.annotations.Nullable;
import smallbusiness.schemas.Owner;

/** An owning system does not answer as expected: its data cannot be compared. */
final class SystemUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Owner system;

  SystemUnavailableException(Owner system, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.system = system;
  }

  Owner system() {
    return system;
  }
}
