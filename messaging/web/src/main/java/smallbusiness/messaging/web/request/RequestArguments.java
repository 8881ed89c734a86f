package smallbusiness.messaging.web.request;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Resolves {@link IfMatch} and {@link KeysetPage} arguments of controllers. */
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
    MultiValueMap<String, String> given = new LinkedMultiValueMap<>();
    for (String name : KeysetPage.PARAMETERS) {
      String[] values = request.getParameterValues(name);
      if (values != null) {
        given.addAll(name, List.of(values));
      }
    }
    QueryParameters page = new QueryParameters(given, KeysetPage.PARAMETERS);
    return new KeysetPage(
        (int) page.number("limit", KeysetPage.DEFAULT_LIMIT, 1, KeysetPage.MAX_LIMIT),
        page.number("after", 0, 0, Long.MAX_VALUE));
  }
}
