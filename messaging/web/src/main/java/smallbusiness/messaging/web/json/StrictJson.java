package smallbusiness.messaging.web.json;

import java.time.Instant;
import java.util.List;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** Reads and writes JSON in snake_case. Rejects what is not exact; null means absent. */
final class StrictJson {

  private static final List<CoercionInputShape> SCALARS =
      List.of(
          CoercionInputShape.Integer,
          CoercionInputShape.Float,
          CoercionInputShape.Boolean,
          CoercionInputShape.String,
          CoercionInputShape.EmptyString);

  private StrictJson() {}

  static void customize(JsonFactoryBuilder factory) {
    factory.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
  }

  static void customize(JsonMapper.Builder mapper) {
    mapper
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
        .addModule(new SimpleModule("instants").addDeserializer(Instant.class, new InstantReader()))
        .addModule(OperationArguments.module());
    refuse(mapper, LogicalType.Textual, CoercionInputShape.String, CoercionInputShape.EmptyString);
  }

  private static void refuse(
      JsonMapper.Builder mapper, LogicalType type, CoercionInputShape... allowed) {
    mapper.withCoercionConfig(
        type,
        config ->
            SCALARS.stream()
                .filter(shape -> !List.of(allowed).contains(shape))
                .forEach(shape -> config.setCoercion(shape, CoercionAction.Fail)));
  }
}
