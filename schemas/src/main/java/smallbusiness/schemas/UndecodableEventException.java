package smallbusiness.schemas;

import org.jspecify.annotations.Nullable;

/**
 * Bytes are not an event of the catalogue: wrong framing, an unknown record, or content that does
 * not match its schema. A retry does not help.
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
