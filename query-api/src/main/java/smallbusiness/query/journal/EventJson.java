package smallbusiness.query.journal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;
import smallbusiness.query.sql.JsonColumn;
import tools.jackson.core.JsonGenerator;

/**
 * Writes an event's record as JSON: field names as in the schema, money and times as in the API.
 * Streams, because a replay writes every event of the journal.
 */
final class EventJson {

  private EventJson() {}

  static String write(IndexedRecord event) {
    return JsonColumn.generate(json -> write(event, json));
  }

  private static void write(IndexedRecord event, JsonGenerator json) {
    json.writeStartObject();
    for (Schema.Field field : event.getSchema().getFields()) {
      json.writeName(field.name());
      write(event.get(field.pos()), json);
    }
    json.writeEndObject();
  }

  private static void write(@Nullable Object value, JsonGenerator json) {
    switch (value) {
      case null -> json.writeNull();
      case String text -> json.writeString(text);
      case Long number -> json.writeNumber(number.longValue());
      case Integer number -> json.writeNumber(number.intValue());
      case Boolean truth -> json.writeBoolean(truth);
      case BigDecimal money -> json.writeNumber(money);
      case Instant moment -> json.writeString(moment.toString());
      case Enum<?> constant -> json.writeString(constant.name());
      case IndexedRecord inner -> write(inner, json);
      case List<?> elements -> {
        json.writeStartArray();
        elements.forEach(element -> write(element, json));
        json.writeEndArray();
      }
      default -> json.writePOJO(value);
    }
  }
}
