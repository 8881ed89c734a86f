package smallbusiness.messaging.web.json;

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
 * Reads the arguments of an actuator operation. Actuator reads a map of strings and converts each
 * to the parameter's type, so {@code {"paused": true}} must be accepted as text. No other request
 * body is such a map.
 */
final class OperationArguments extends ValueDeserializer<Map<String, String>> {

  /** A module that applies this to maps of strings only. */
  static JacksonModule module() {
    return new SimpleModule("operation-arguments") {
      private static final long serialVersionUID = 1;

      @Override
      public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addDeserializers(new StringMaps());
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

  private static final class StringMaps extends Deserializers.Base {

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
