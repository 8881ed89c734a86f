package smallbusiness.messaging.web;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;
import smallbusiness.messaging.problem.Problem;
import smallbusiness.schemas.UnknownSchemaException;

/**
 * What the database refuses although the domain let it pass, by SQLSTATE: mostly races that the
 * domain's own checks cannot see. The transaction has been rolled back.
 */
final class DatabaseProblems {

  private DatabaseProblems() {}

  /** The problem in an exception or its causes; null when it is not one of the database's. */
  static @Nullable Problem of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Problem problem =
          switch (cause) {
            case SQLException sql -> bySqlState(sql.getSQLState());
            case CannotCreateTransactionException e -> unavailable("The database does not answer");
            case DataAccessResourceFailureException e ->
                unavailable("The database does not answer");
            case UnknownSchemaException e ->
                unavailable("The schemas of the events are not registered yet");
            default -> null;
          };
      if (problem != null) {
        return problem;
      }
    }
    return failure instanceof TransientDataAccessException ? concurrent() : null;
  }

  /**
   * A failure without a state is the pool's: the connection is closed already, as when a rollback
   * comes after the statement that lost it. PostgreSQL gives each of its own failures one.
   */
  private static @Nullable Problem bySqlState(@Nullable String state) {
    return switch (state) {
      case null -> unavailable("The database does not answer");
      case "23505", "23P01" ->
          conflict("duplicate", "Duplicate", "Something with these values exists already");
      case "23503" -> conflict("in-use", "In use", "Something else refers to it");
      case "23502", "23514", "22001", "22003", "22021" ->
          Problem.of(
              HttpStatus.UNPROCESSABLE_CONTENT,
              "refused-by-database",
              "Refused",
              "The values break a rule of the database");
      case "40001", "40P01", "55P03" -> concurrent();
      case "57014", "57P01", "57P02", "57P03", "53300" ->
          unavailable("The database does not answer");
      default -> state.startsWith("08") ? unavailable("The database does not answer") : null;
    };
  }

  private static Problem concurrent() {
    return conflict(
        "concurrent-change", "Changed meanwhile", "Another request changed the same; try again");
  }

  private static Problem conflict(String slug, String title, String detail) {
    return Problem.of(HttpStatus.CONFLICT, slug, title, detail);
  }

  private static Problem unavailable(String detail) {
    return Problem.of(
        HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "Unavailable", detail + "; try again");
  }
}
