package smallbusiness.messaging.schema;

import org.jspecify.annotations.Nullable;

/** The registry did not answer or failed. A retry may succeed. */
final class RegistryUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  RegistryUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
