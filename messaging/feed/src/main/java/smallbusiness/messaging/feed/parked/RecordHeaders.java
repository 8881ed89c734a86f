package smallbusiness.messaging.feed.parked;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The headers of a record as JSON: an object of texts. The last header of a name counts. */
final class RecordHeaders {

  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<LinkedHashMap<String, String>> TEXTS =
      new TypeReference<>() {};

  private RecordHeaders() {}

  static String write(ConsumerRecord<?, ?> record) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      if (header.value() != null) {
        texts.put(header.key(), new String(header.value(), UTF_8));
      }
    }
    return JSON.writeValueAsString(texts);
  }

  static Map<String, String> read(String json) {
    return JSON.readValue(json, TEXTS);
  }

  static void addTo(ConsumerRecord<?, ?> record, String json) {
    read(json).forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
  }
}
