package smallbusiness.query.sql;

import java.io.StringWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Lists of records within a row, as {@code jsonb}, in the snake_case of the API. */
public final class JsonColumn {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private JsonColumn() {}

  /** The value as JSON text. */
  public static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** What the writer sends to its generator, as JSON text. */
  public static String generate(Consumer<JsonGenerator> writer) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = MAPPER.createGenerator(text)) {
      writer.accept(generator);
    }
    return text.toString();
  }

  /** JSON text as a tree. */
  public static JsonNode read(String json) {
    return MAPPER.readTree(json);
  }

  /** The elements of the array in the given column; none when the column is null. */
  public static <E> List<E> list(ResultSet row, String column, Class<E> element)
      throws SQLException {
    @Nullable String json = row.getString(column);
    return json == null ? List.of() : MAPPER.readerForListOf(element).readValue(json);
  }
}
