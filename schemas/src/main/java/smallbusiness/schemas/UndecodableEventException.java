package smallbusiness.schemas;

import org.jspecify.annotations.Nullable;

/**
 * Bytes that are no event of the catalogue: wrong framing, a record that the catalogue does not
 * have, or content that its schema does not fit. Trying again does not help.
 */
public final class UndecodableEventException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public UndecodableEventException(String message) {
    super(message);
  }

  public UndecodableEventException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
