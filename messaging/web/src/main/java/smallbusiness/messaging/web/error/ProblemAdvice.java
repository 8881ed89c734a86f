package smallbusiness.messaging.web.error;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
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
import org.springframework.validation.method.ParameterErrors;
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
 * Turns every failure of a request into a problem document. Exception handlers beside controllers
 * come first. Unexpected exceptions are logged and answered with a 500 without details.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  @Nullable ResponseEntity<Object> notFound(NotFoundException e, WebRequest request) {
    Problem problem =
        Problem.of(HttpStatus.NOT_FOUND, "unknown-" + e.kind(), e.getMessage())
            .with(e.idName(), e.id());
    return answer(e, problem, request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> invalidDate(InvalidDateException e, WebRequest request) {
    return answer(e, Problem.invalidBody().error("date", String.valueOf(e.getMessage())), request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> unexpected(Exception e, WebRequest request) {
    Problem known = DatabaseProblems.of(e);
    if (known != null) {
      return answer(e, known, request);
    }
    LOG.error("Unexpected failure of {}", request.getDescription(false), e);
    return answer(
        e,
        Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "An unexpected error occurred"),
        request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (e.getCause() instanceof JacksonException unreadable) {
      return answer(e, UnreadableBody.problem(unreadable), request);
    }
    return answer(
        e, Problem.of(status, "malformed-body", "The body is missing or unreadable"), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<InvalidField> errors = new ArrayList<>();
    for (ObjectError error : e.getAllErrors()) {
      errors.add(invalid(error));
    }
    return answer(e, Problem.invalidBody().errors(errors), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<InvalidField> errors = new ArrayList<>();
    e.getParameterValidationResults()
        .forEach(
            result -> {
              String name = String.valueOf(result.getMethodParameter().getParameterName());
              if (result instanceof ParameterErrors fields) {
                fields.getAllErrors().forEach(error -> errors.add(invalid(error)));
              } else {
                result
                    .getResolvableErrors()
                    .forEach(
                        error ->
                            errors.add(
                                new InvalidField(
                                    snakeCase(name), String.valueOf(error.getDefaultMessage()))));
              }
            });
    return answer(
        e, Problem.of(status, "invalid-parameter", "Validation failed").errors(errors), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    String name =
        e instanceof MethodArgumentTypeMismatchException argument
            ? argument.getName()
            : String.valueOf(e.getPropertyName());
    return answer(
        e,
        Problem.invalidParameter(name, "must be " + UnreadableBody.expected(e.getRequiredType())),
        request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
      MissingServletRequestParameterException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(e, Problem.invalidParameter(e.getParameterName(), "is required"), request);
  }

  /** Other exceptions of the framework keep their status and headers. */
  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    Object document = body;
    if (e instanceof ProblemException problem) {
      document = problem.getBody();
    } else if (body == null && e instanceof ErrorResponse known) {
      document = Problem.ofStatus(status, known.getBody().getDetail());
    } else if (body instanceof ProblemDetail detail && !(body instanceof Problem)) {
      document = Problem.ofStatus(status, detail.getDetail());
    }
    return super.handleExceptionInternal(e, document, headers, status, request);
  }

  private @Nullable ResponseEntity<Object> answer(
      Exception e, @Nullable Problem problem, WebRequest request) {
    HttpStatus status =
        problem == null
            ? HttpStatus.INTERNAL_SERVER_ERROR
            : HttpStatus.valueOf(problem.getStatus());
    return handleExceptionInternal(e, problem, new HttpHeaders(), status, request);
  }

  private static InvalidField invalid(ObjectError error) {
    String field = error instanceof FieldError named ? named.getField() : "";
    return new InvalidField(snakeCase(field), String.valueOf(error.getDefaultMessage()));
  }

  /** {@code items[0].countryOfOrigin} becomes {@code items[0].country_of_origin}. */
  private static String snakeCase(String path) {
    return path.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
