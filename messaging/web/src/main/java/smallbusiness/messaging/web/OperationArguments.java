package smallbusiness.messaging.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.MapType;

/**
 * Reads the arguments of an actuator operation. Actuator takes them as a map of texts and converts
 * each to what the operation wants, so that {@code {"paused": true}} must come in as text; our own
 * bodies are never such maps.
 */
final class OperationArguments extends ValueDeserializer<Map<String, String>> {

  /** Uses it for maps of texts alone. */
  static JacksonModule module() {
    return new SimpleModule("operation-arguments") {
      private static final long serialVersionUID = 1;

      @Override
      public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addDeserializers(new OfTexts());
      }
    };
  }

  @Override
  public Map<String, String> deserialize(JsonParser parser, DeserializationContext context) {
    JsonNode body = context.readTree(parser);
    Map<String, String> arguments = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> argument : body.properties()) {
      if (argument.getValue().isContainer()) {
        context.reportInputMismatch(this, "%s must be one value", argument.getKey());
      }
      arguments.put(argument.getKey(), argument.getValue().asString());
    }
    return arguments;
  }

  private static final class OfTexts extends Deserializers.Base {

    @Override
    public @Nullable ValueDeserializer<?> findMapDeserializer(
        MapType type,
        DeserializationConfig config,
        BeanDescription.Supplier description,
        @Nullable KeyDeserializer key,
        @Nullable TypeDeserializer typed,
        @Nullable ValueDeserializer<?> value) {
      return type.hasRawClass(Map.class) && type.getContentType().hasRawClass(String.class)
          ? new OperationArguments()
          : null;
    }

    @Override
    public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
      return false;
    }
  }
}
