package smallbusiness.schemas;

import org.jspecify.annotations.Nullable;

/** A schema or its id is not known yet. A retry may succeed. */
public final class UnknownSchemaException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public UnknownSchemaException(String message) {
    super(message);
  }

  public UnknownSchemaException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
