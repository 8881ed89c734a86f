package smallbusiness.messaging.schema;

import org.jspecify.annotations.Nullable;

/** The registry did not answer, or could not do its work: trying again later may help. */
final class RegistryAwayException extends RuntimeException {

  private static final long serialVersionUID = 1;

  RegistryAwayException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
