package smallbusiness.query.owners;

import org.jspecify.annotations.Nullable;
import smallbusiness.schemas.Owner;

/** An owner does not answer, or not what it should: nothing can be said about its data. */
final class OwnerAwayException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Owner owner;

  OwnerAwayException(Owner owner, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.owner = owner;
  }

  Owner owner() {
    return owner;
  }
}
