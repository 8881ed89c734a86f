package smallbusiness.messaging.web.json;

import java.time.DateTimeException;
import java.time.Instant;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * Reads instants from ISO-8601 text only. Jackson's own deserializer accepts numbers as seconds
 * since 1970, whatever the coercion settings.
 */
final class InstantReader extends StdDeserializer<Instant> {

  InstantReader() {
    super(Instant.class);
  }

  @Override
  public Instant deserialize(JsonParser json, DeserializationContext context) {
    if (!json.hasToken(JsonToken.VALUE_STRING)) {
      return (Instant) context.handleUnexpectedToken(getValueType(context), json);
    }
    String text = json.getString();
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return (Instant)
          context.handleWeirdStringValue(Instant.class, text, "not an ISO-8601 instant");
    }
  }
}
