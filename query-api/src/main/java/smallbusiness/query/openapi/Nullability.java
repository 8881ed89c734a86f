package smallbusiness.query.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.web.method.HandlerMethod;

/**
 * Tells the document what the types know: a record's components are always in the JSON, and may be
 * null only where the code says so.
 */
final class Nullability {

  private Nullability() {}

  static void add(OpenAPI document, Iterable<HandlerMethod> methods) {
    Map<String, Class<?>> records = new HashMap<>();
    methods.forEach(
        method ->
            collect(
                ResolvableType.forMethodReturnType(method.getMethod()), records, new HashSet<>()));
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

  private static void collect(
      ResolvableType type, Map<String, Class<?>> records, Set<Class<?>> seen) {
    for (ResolvableType argument : type.getGenerics()) {
      collect(argument, records, seen);
    }
    Class<?> raw = type.resolve(Object.class);
    if (raw.isRecord() && seen.add(raw)) {
      records.put(nameOf(raw), raw);
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
      String name = snakeCase(component.getName());
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
    either.setAnyOf(List.of(property, Common.schema("null")));
    return either;
  }

  private static String snakeCase(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
