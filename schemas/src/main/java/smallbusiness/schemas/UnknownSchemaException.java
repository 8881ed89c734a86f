package smallbusiness.schemas;

import org.jspecify.annotations.Nullable;

/** A schema's number, or the schema behind a number, is not known here now; it may be later. */
public final class UnknownSchemaException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public UnknownSchemaException(String message) {
    super(message);
  }

  public UnknownSchemaException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
