package smallbusiness.messaging.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import smallbusiness.messaging.problem.Problem;

/** Gives controllers an {@link IfMatch} or a {@link KeysetPage} when they ask for one. */
final class RequestArguments implements HandlerMethodArgumentResolver {

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == IfMatch.class
        || parameter.getParameterType() == KeysetPage.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    if (parameter.getParameterType() == IfMatch.class) {
      String[] values = request.getHeaderValues(HttpHeaders.IF_MATCH);
      return EntityTags.ifMatch(values == null ? null : String.join(",", values));
    }
    return new KeysetPage(
        (int) number(request, "limit", KeysetPage.DEFAULT_LIMIT, 1, KeysetPage.MAX_LIMIT),
        number(request, "after", 0, 0, Long.MAX_VALUE));
  }

  private static long number(
      NativeWebRequest request, String name, long fallback, long least, long most) {
    String[] values = request.getParameterValues(name);
    if (values == null) {
      return fallback;
    }
    try {
      long value = Long.parseLong(values[0]);
      if (values.length == 1 && value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Refused below like a number out of range.
    }
    throw Problem.of(
            HttpStatus.BAD_REQUEST, "invalid-parameter", "Invalid parameter", name + " is invalid")
        .error(name, "must be a whole number from " + least + " to " + most)
        .asException();
  }
}
