package smallbusiness.messaging.web.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.web.method.HandlerMethod;

/**
 * Marks response fields as required or nullable. A record's components are always in the JSON,
 * unless {@link JsonInclude} leaves out empty ones, and null only where annotated with
 * {@code @Nullable}.
 */
final class NullableFields {

  private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

  private NullableFields() {}

  static void add(OpenAPI document, Iterable<HandlerMethod> methods) {
    Map<String, Class<?>> records = new HashMap<>();
    methods.forEach(
        method ->
            collect(
                ResolvableType.forMethodReturnType(method.getMethod(), method.getBeanType()),
                records,
                new HashSet<>()));
    document
        .getComponents()
        .getSchemas()
        .forEach(
            (name, schema) -> {
              @Nullable Class<?> type = records.get(name);
              if (type != null) {
                describe(schema, type);
              }
            });
  }

  /**
   * Collects the records within a type.
   *
   * @throws IllegalStateException when two records have the same schema name
   */
  private static void collect(
      ResolvableType type, Map<String, Class<?>> records, Set<Class<?>> seen) {
    for (ResolvableType argument : type.getGenerics()) {
      collect(argument, records, seen);
    }
    Class<?> raw = type.resolve(Object.class);
    if (raw.isRecord() && seen.add(raw)) {
      Class<?> other = records.putIfAbsent(nameOf(raw), raw);
      if (other != null && !other.equals(raw)) {
        throw new IllegalStateException(
            "%s and %s have the same schema name".formatted(raw, other));
      }
      for (RecordComponent component : raw.getRecordComponents()) {
        collect(ResolvableType.forType(component.getGenericType()), records, seen);
      }
    }
  }

  private static String nameOf(Class<?> type) {
    var annotation = type.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
    return annotation == null || annotation.name().isEmpty()
        ? type.getSimpleName()
        : annotation.name();
  }

  private static void describe(Schema<?> schema, Class<?> type) {
    List<String> required = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = SNAKE_CASE.translate(component.getName());
      if (component.getAccessor().isAnnotationPresent(JsonInclude.class)) {
        continue;
      }
      required.add(name);
      if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        schema.getProperties().computeIfPresent(name, (key, property) -> orNull(property));
      }
    }
    schema.setRequired(required);
  }

  private static Schema<?> orNull(Schema<?> property) {
    if (property.get$ref() == null) {
      Set<String> types = new HashSet<>(property.getTypes());
      types.add("null");
      property.setTypes(types);
      return property;
    }
    Schema<?> either = new JsonSchema();
    either.setDescription(property.getDescription());
    property.setDescription(null);
    Schema<?> none = new JsonSchema();
    none.setTypes(Set.of("null"));
    either.setAnyOf(List.of(property, none));
    return either;
  }
}
