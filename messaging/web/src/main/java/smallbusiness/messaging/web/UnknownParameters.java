package smallbusiness.messaging.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import smallbusiness.messaging.problem.InvalidField;
import smallbusiness.messaging.problem.Problem;

/**
 * Refuses query parameters that the controller does not know: a mistyped filter must not answer
 * with everything. A method with a {@link ModelAttribute}, or with all parameters as a map, is left
 * alone.
 */
final class UnknownParameters implements HandlerInterceptor {

  private final Map<Method, Optional<Set<String>>> known = new ConcurrentHashMap<>();

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getDispatcherType() == DispatcherType.REQUEST
        && handler instanceof HandlerMethod method
        && request.getQueryString() != null
        && ours(method)) {
      known
          .computeIfAbsent(method.getMethod(), m -> parametersOf(method))
          .ifPresent(names -> refuseOthers(request.getParameterMap().keySet(), names));
    }
    return true;
  }

  /** Tools such as Swagger UI read parameters by themselves. */
  private static boolean ours(HandlerMethod method) {
    String type = method.getBeanType().getName();
    return !type.startsWith("org.spring");
  }

  private static void refuseOthers(Set<String> given, Set<String> known) {
    List<InvalidField> unknown =
        given.stream()
            .filter(name -> !known.contains(name))
            .map(name -> new InvalidField(name, "is not known here; known are " + known))
            .toList();
    if (!unknown.isEmpty()) {
      throw Problem.of(
              HttpStatus.BAD_REQUEST,
              "invalid-parameter",
              "Invalid parameter",
              "Unknown query parameter")
          .errors(unknown)
          .asException();
    }
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
        names.addAll(List.of("limit", "after"));
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
