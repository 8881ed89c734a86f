package smallbusiness.query.monitor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When an invariant was last checked.
 *
 * @param checked the end of the last complete check; null before the first one
 * @param chunks how many chunks it took
 * @param error why the current check failed; null when it did not
 */
record InvariantStatus(@Nullable Instant checked, long chunks, @Nullable String error) {

  static final InvariantStatus UNCHECKED = new InvariantStatus(null, 0, null);

  InvariantStatus failed(Exception cause) {
    return new InvariantStatus(checked, chunks, cause.toString());
  }
}
