package smallbusiness.query.web;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import smallbusiness.messaging.problem.Problem;
import smallbusiness.query.cache.CachedResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reduces a response to the fields that the client selects: {@code ?fields=id,status}. */
@RestControllerAdvice(basePackages = "smallbusiness.query")
class SparseFields implements ResponseBodyAdvice<Object> {

  private static final String PARAMETER = "fields";

  private final JsonMapper json;

  SparseFields(JsonMapper json) {
    this.json = json;
  }

  @Override
  public boolean supports(
      MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
    return JacksonJsonHttpMessageConverter.class.isAssignableFrom(converter)
        || CachedResponseConverter.class.isAssignableFrom(converter)
        || CsvConverter.class.isAssignableFrom(converter);
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter method,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    @Nullable String fields =
        request instanceof ServletServerHttpRequest servlet
            ? servlet.getServletRequest().getParameter(PARAMETER)
            : null;
    if (body == null || body instanceof Problem || fields == null) {
      return body;
    }
    return body instanceof CachedResponse<?> cached
        ? new CachedResponse<>(only(fields, json.valueToTree(cached.body())), json)
        : only(fields, json.valueToTree(body));
  }

  private static JsonNode only(String fields, JsonNode body) {
    Set<String> wanted = new LinkedHashSet<>(List.of(fields.split(",", -1)));
    (body.isArray() ? body.values() : List.of(body)).forEach(row -> retain(row, wanted));
    return body;
  }

  private static void retain(JsonNode row, Set<String> wanted) {
    if (row instanceof ObjectNode object) {
      Collection<String> known = object.propertyNames();
      for (String name : wanted) {
        if (!known.contains(name)) {
          throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-parameter", PARAMETER + " is invalid")
              .error(PARAMETER, "'" + name + "' is unknown; expected one of " + known)
              .asException();
        }
      }
      object.retain(wanted);
    }
  }
}
