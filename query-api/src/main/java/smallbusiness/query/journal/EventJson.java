package smallbusiness.query.journal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;
import smallbusiness.query.projection.JsonColumn;

/**
 * An event's record as JSON: fields by their names in the schema, money and moments as in the API.
 */
final class EventJson {

  private EventJson() {}

  static String write(IndexedRecord event) {
    return JsonColumn.write(tree(event));
  }

  private static @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case IndexedRecord inner -> tree(inner);
      case List<?> elements -> elements.stream().map(EventJson::value).toList();
      case Enum<?> constant -> constant.name();
      default -> value;
    };
  }

  private static Map<String, @Nullable Object> tree(IndexedRecord event) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    for (Schema.Field field : event.getSchema().getFields()) {
      tree.put(field.name(), value(event.get(field.pos())));
    }
    return tree;
  }
}
