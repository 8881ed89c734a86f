package smallbusiness.query.reconciliation;

import org.jspecify.annotations.Nullable;
import smallbusiness.schemas.Owner;

/** An owner does not answer, or not what it should: nothing can be said about its data. */
final class SystemUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Owner owner;

  SystemUnavailableException(Owner owner, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.owner = owner;
  }

  Owner owner() {
    return owner;
  }
}
