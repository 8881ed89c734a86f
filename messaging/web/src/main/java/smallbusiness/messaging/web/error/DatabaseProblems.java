package smallbusiness.messaging.web.error;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;
import smallbusiness.messaging.SqlFailure;
import smallbusiness.messaging.problem.Problem;
import smallbusiness.schemas.UnknownSchemaException;

/**
 * Maps database errors to problems. Most are races that the domain's own checks cannot see. The
 * transaction has been rolled back.
 */
final class DatabaseProblems {

  private DatabaseProblems() {}

  /** The problem for an exception or one of its causes; null if no database error is among them. */
  static @Nullable Problem of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Problem problem =
          switch (cause) {
            case SQLException sql -> of(SqlFailure.of(sql.getSQLState()));
            case CannotCreateTransactionException e -> of(SqlFailure.UNAVAILABLE);
            case DataAccessResourceFailureException e -> of(SqlFailure.UNAVAILABLE);
            case UnknownSchemaException e ->
                unavailable("Event schemas are not registered yet, please retry");
            default -> null;
          };
      if (problem != null) {
        return problem;
      }
    }
    return failure instanceof TransientDataAccessException ? of(SqlFailure.CONCURRENT) : null;
  }

  private static @Nullable Problem of(SqlFailure failure) {
    return switch (failure) {
      case UNAVAILABLE -> unavailable("Database unavailable, please retry");
      case CONCURRENT ->
          conflict(
              "concurrent-change", "The resource was changed by another request, please retry");
      case DUPLICATE -> conflict("duplicate", "A resource with these values already exists");
      case REFERENCED -> conflict("in-use", "The resource is referenced by another resource");
      case INVALID ->
          Problem.of(
              HttpStatus.UNPROCESSABLE_CONTENT,
              "refused-by-database",
              "A value violates a constraint of the database");
      case OTHER -> null;
    };
  }

  private static Problem conflict(String slug, String detail) {
    return Problem.of(HttpStatus.CONFLICT, slug, detail);
  }

  private static Problem unavailable(String detail) {
    return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", detail);
  }
}
