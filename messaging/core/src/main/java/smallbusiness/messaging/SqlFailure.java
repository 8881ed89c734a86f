package smallbusiness.messaging;

import org.jspecify.annotations.Nullable;

/** The meaning of a database error. The only classification of SQLSTATEs. */
public enum SqlFailure {
  /** Connection lost or refused, resources exhausted, shutdown, timeout. */
  UNAVAILABLE,
  /** Deadlock, serialization failure or lock not available. */
  CONCURRENT,
  /** A unique or exclusion constraint is violated. */
  DUPLICATE,
  /** A foreign key is violated. */
  REFERENCED,
  /** A value violates another constraint or does not fit its column. */
  INVALID,
  /** Anything else. */
  OTHER;

  private static final int CLASS_LENGTH = 2;

  /**
   * Classifies a SQLSTATE. PostgreSQL gives every error one; null means that the connection pool
   * failed.
   */
  public static SqlFailure of(@Nullable String state) {
    if (state == null) {
      return UNAVAILABLE;
    }
    return switch (state) {
      case "23505", "23P01" -> DUPLICATE;
      case "23503" -> REFERENCED;
      case "23502", "23514", "22001", "22003", "22021" -> INVALID;
      default ->
          switch (state.substring(0, Math.min(CLASS_LENGTH, state.length()))) {
            // Connection, insufficient resources, operator intervention, system error.
            case "08", "53", "57", "58" -> UNAVAILABLE;
            // Transaction rollback, object not in prerequisite state.
            case "40", "55" -> CONCURRENT;
            default -> OTHER;
          };
    };
  }

  /** Whether a retry may succeed. */
  public boolean isTransient() {
    return this == UNAVAILABLE || this == CONCURRENT;
  }
}
