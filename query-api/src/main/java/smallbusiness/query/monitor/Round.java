package smallbusiness.query.monitor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with one invariant.
 *
 * @param checked when all of it was last looked at; null while it has not been
 * @param pieces with how many statements
 * @param error why it cannot be looked at; null when it can
 */
record Round(@Nullable Instant checked, long pieces, @Nullable String error) {

  static final Round NONE = new Round(null, 0, null);

  Round failed(Exception cause) {
    return new Round(checked, pieces, cause.toString());
  }
}
