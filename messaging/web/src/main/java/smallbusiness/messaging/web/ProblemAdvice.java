package smallbusiness.messaging.web;

import java.util.ArrayList;
import java.util.List;
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
 * Turns every failure of a request into a problem document. What a domain throws is mapped by an
 * exception handler beside its controller, which comes first; what nobody knows is a 500 that says
 * nothing of the inside, and is logged.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  @Nullable ResponseEntity<Object> notFound(NotFoundException e, WebRequest request) {
    Problem problem =
        Problem.of(
                HttpStatus.NOT_FOUND, "unknown-" + e.kind(), "Unknown " + e.kind(), e.getMessage())
            .with(e.idName(), e.id());
    return answer(e, problem, request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> invalidDate(InvalidDateException e, WebRequest request) {
    Problem problem =
        Problem.of(HttpStatus.BAD_REQUEST, "invalid-body", "Invalid body", "Validation failed")
            .error("date", String.valueOf(e.getMessage()));
    return answer(e, problem, request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> bodyTooLarge(BodyTooLargeException e, WebRequest request) {
    return answer(
        e,
        Problem.of(
            HttpStatus.CONTENT_TOO_LARGE,
            "body-too-large",
            "Body too large",
            String.valueOf(e.getMessage())),
        request);
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
        Problem.of(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "internal",
            "Internal error",
            "Something went wrong here; it is not the request's fault"),
        request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof BodyTooLargeException tooLarge) {
        return bodyTooLarge(tooLarge, request);
      }
    }
    if (e.getCause() instanceof JacksonException unreadable) {
      return answer(e, UnreadableBody.problem(unreadable), request);
    }
    return answer(
        e,
        Problem.of(status, "malformed-body", "Malformed body", "The body is missing or unreadable"),
        request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<InvalidField> errors = new ArrayList<>();
    for (ObjectError error : e.getAllErrors()) {
      errors.add(invalid(error, ""));
    }
    return answer(
        e,
        Problem.of(status, "invalid-body", "Invalid body", "The body does not fit").errors(errors),
        request);
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
                fields.getAllErrors().forEach(error -> errors.add(invalid(error, "")));
              } else {
                result
                    .getResolvableErrors()
                    .forEach(
                        error ->
                            errors.add(
                                new InvalidField(
                                    FieldNames.snakeCase(name),
                                    String.valueOf(error.getDefaultMessage()))));
              }
            });
    return answer(
        e,
        Problem.of(status, "invalid-parameter", "Invalid parameter", "A parameter does not fit")
            .errors(errors),
        request);
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
        Problem.of(status, "invalid-parameter", "Invalid parameter", name + " is invalid")
            .error(name, "must be " + UnreadableBody.expected(e.getRequiredType())),
        request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
      MissingServletRequestParameterException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(
        e,
        Problem.of(status, "invalid-parameter", "Invalid parameter", "A parameter is missing")
            .error(e.getParameterName(), "is required"),
        request);
  }

  /** Everything else that the framework knows keeps its status and headers and gets our type. */
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
      document = StatusProblems.of(status, known.getBody().getDetail());
    } else if (body instanceof ProblemDetail detail && !(body instanceof Problem)) {
      document = StatusProblems.of(status, detail.getDetail());
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

  private static InvalidField invalid(ObjectError error, String prefix) {
    String field = error instanceof FieldError named ? named.getField() : "";
    return new InvalidField(
        prefix + FieldNames.snakeCase(field), String.valueOf(error.getDefaultMessage()));
  }
}
