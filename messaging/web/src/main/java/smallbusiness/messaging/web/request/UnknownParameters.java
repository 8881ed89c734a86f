package smallbusiness.messaging.web.request;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses unknown query parameters: a mistyped filter must not return everything. Skips methods
 * that take a {@link ModelAttribute} or all parameters as a map.
 */
final class UnknownParameters implements HandlerInterceptor {

  private final Map<Method, Optional<Set<String>>> expected = new ConcurrentHashMap<>();

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getDispatcherType() == DispatcherType.REQUEST
        && handler instanceof HandlerMethod method
        && request.getQueryString() != null
        && isOwn(method)) {
      expected
          .computeIfAbsent(method.getMethod(), m -> parametersOf(method))
          .ifPresent(
              names -> QueryParameters.refuseUnknown(request.getParameterMap().keySet(), names));
    }
    return true;
  }

  /** Excludes tools such as Swagger UI, which read parameters themselves. */
  private static boolean isOwn(HandlerMethod method) {
    return !method.getBeanType().getName().startsWith("org.spring");
  }

  private static Optional<Set<String>> parametersOf(HandlerMethod method) {
    Set<String> names = new TreeSet<>();
    for (MethodParameter parameter : method.getMethodParameters()) {
      RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
      if (parameter.hasParameterAnnotation(ModelAttribute.class)
          || (annotation != null && Map.class.isAssignableFrom(parameter.getParameterType()))) {
        return Optional.empty();
      }
      if (parameter.getParameterType() == KeysetPage.class) {
        names.addAll(KeysetPage.PARAMETERS);
      } else if (annotation != null) {
        names.add(nameOf(annotation, method, parameter.getParameterIndex()));
      }
    }
    return Optional.of(names);
  }

  private static String nameOf(RequestParam annotation, HandlerMethod method, int index) {
    return annotation.name().isEmpty()
        ? method.getMethod().getParameters()[index].getName()
        : annotation.name();
  }
}
