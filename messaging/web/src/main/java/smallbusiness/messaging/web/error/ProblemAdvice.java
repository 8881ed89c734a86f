package smallbusiness.messaging.web.error;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import smallbusiness.messaging.BusinessDate.InvalidDateException;
import smallbusiness.messaging.NotFoundException;
import smallbusiness.messaging.problem.InvalidField;
import smallbusiness.messaging.problem.Problem;
import smallbusiness.messaging.problem.ProblemException;
import tools.jackson.core.JacksonException;

/**
 * Turns every failure of a request into a problem document. Exception handlers of controllers take
 * precedence. Unexpected exceptions are logged and answered with a 500 without details.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  @Nullable ResponseEntity<Object> notFound(NotFoundException e, WebRequest request) {
    Problem problem = Problem.of(HttpStatus.NOT_FOUND, "unknown-" + e.kind(), e.getMessage());
    return answer(e, problem.with(e.idName(), e.id()), request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> invalidDate(InvalidDateException e, WebRequest request) {
    return answer(e, Problem.invalidBody().error("date", String.valueOf(e.getMessage())), request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> unexpected(Exception e, WebRequest request) {
    Problem problem = DatabaseProblems.of(e);
    if (problem == null) {
      LOG.error("Request failed unexpectedly: {}", request.getDescription(false), e);
      problem =
          Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "An unexpected error occurred");
    }
    return answer(e, problem, request);
  }

  private @Nullable ResponseEntity<Object> answer(
      Exception e, Problem problem, WebRequest request) {
    HttpStatusCode status = HttpStatusCode.valueOf(problem.getStatus());
    return super.handleExceptionInternal(e, problem, new HttpHeaders(), status, request);
  }

  /** Handles the exceptions of the framework. They keep their status and headers. */
  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    // Jackson wraps what the body's stream throws.
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException refused) {
        return answer(e, (Problem) refused.getBody(), request);
      }
    }
    Problem problem =
        switch (e) {
          case HttpMessageNotReadableException unreadable ->
              unreadable.getCause() instanceof JacksonException cause
                  ? UnreadableBody.problem(cause)
                  : Problem.of(status, "malformed-body", "The body is missing or unreadable");
          case MethodArgumentNotValidException invalid ->
              Problem.invalidBody()
                  .errors(invalid.getAllErrors().stream().map(ProblemAdvice::invalid).toList());
          case HandlerMethodValidationException invalid ->
              Problem.of(status, "invalid-parameter", "Validation failed")
                  .errors(invalidParameters(invalid));
          case TypeMismatchException mismatch when status.is4xxClientError() -> mismatch(mismatch);
          case MissingServletRequestParameterException missing ->
              Problem.invalidParameter(missing.getParameterName(), "is required");
          case ErrorResponse response -> Problem.ofStatus(status, response.getBody().getDetail());
          default ->
              Problem.ofStatus(
                  status, body instanceof ProblemDetail detail ? detail.getDetail() : null);
        };
    return super.handleExceptionInternal(e, problem, headers, status, request);
  }

  private static Problem mismatch(TypeMismatchException e) {
    String name =
        e instanceof MethodArgumentTypeMismatchException argument
            ? argument.getName()
            : String.valueOf(e.getPropertyName());
    return Problem.invalidParameter(
        name, "must be " + UnreadableBody.expected(e.getRequiredType()));
  }

  private static List<InvalidField> invalidParameters(HandlerMethodValidationException e) {
    return e.getParameterValidationResults().stream()
        .flatMap(ProblemAdvice::invalidParameters)
        .toList();
  }

  private static Stream<InvalidField> invalidParameters(ParameterValidationResult result) {
    String name = snakeCase(String.valueOf(result.getMethodParameter().getParameterName()));
    return result.getResolvableErrors().stream()
        .map(error -> error instanceof ObjectError object ? invalid(object) : invalid(name, error));
  }

  private static InvalidField invalid(ObjectError error) {
    return invalid(error instanceof FieldError field ? snakeCase(field.getField()) : "", error);
  }

  private static InvalidField invalid(String name, MessageSourceResolvable error) {
    return new InvalidField(name, String.valueOf(error.getDefaultMessage()));
  }

  /** {@code items[0].countryOfOrigin} becomes {@code items[0].country_of_origin}. */
  private static String snakeCase(String path) {
    return path.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
