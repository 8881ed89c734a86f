package smallbusiness.query.web;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractGenericHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import smallbusiness.query.cache.CachedResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes lists of records as CSV (RFC 4180). The header has the field names of the JSON. Text that
 * a spreadsheet would run as a formula is prefixed with an apostrophe.
 */
@Component
class CsvConverter extends AbstractGenericHttpMessageConverter<Object> {

  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private final JsonMapper json;

  CsvConverter(JsonMapper json) {
    super(CSV);
    this.json = json;
  }

  @Override
  public boolean canWrite(@Nullable Type type, Class<?> clazz, @Nullable MediaType mediaType) {
    return type != null
        && supports(clazz)
        && List.class.isAssignableFrom(listOf(type).resolve(Object.class))
        && rowOf(type).isRecord()
        && canWrite(mediaType);
  }

  @Override
  public boolean canRead(Type type, @Nullable Class<?> context, @Nullable MediaType mediaType) {
    return false;
  }

  @Override
  protected boolean supports(Class<?> type) {
    return Iterable.class.isAssignableFrom(type) || type == CachedResponse.class;
  }

  @Override
  protected void writeInternal(Object body, @Nullable Type type, HttpOutputMessage message)
      throws IOException {
    JsonNode rows =
        json.valueToTree(body instanceof CachedResponse<?> cached ? cached.body() : body);
    CSVPrinter csv =
        new CSVPrinter(
            new OutputStreamWriter(message.getBody(), StandardCharsets.UTF_8), CSVFormat.RFC4180);
    csv.printRecord(header(rows, type));
    for (JsonNode row : rows) {
      csv.printRecord(row.valueStream().map(CsvConverter::cell));
    }
    csv.flush();
  }

  @Override
  public Object read(Type type, @Nullable Class<?> context, HttpInputMessage message) {
    throw new HttpMessageNotReadableException("Only writes", message);
  }

  @Override
  protected Object readInternal(Class<?> type, HttpInputMessage message) {
    throw new HttpMessageNotReadableException("Only writes", message);
  }

  /** The fields of the first row, because the client may have selected fields. */
  private static Collection<String> header(JsonNode rows, @Nullable Type type) {
    if (!rows.isEmpty()) {
      return rows.get(0).propertyNames();
    }
    return type == null
        ? List.of()
        : Arrays.stream(rowOf(type).getRecordComponents())
            .map(component -> snakeCase(component.getName()))
            .toList();
  }

  private static String snakeCase(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  private static ResolvableType listOf(Type type) {
    ResolvableType declared = ResolvableType.forType(type);
    return declared.resolve() == CachedResponse.class ? declared.getGeneric(0) : declared;
  }

  private static Class<?> rowOf(Type type) {
    return listOf(type).as(List.class).getGeneric(0).resolve(Object.class);
  }

  private static @Nullable String cell(JsonNode value) {
    if (!value.isString()) {
      return value.isNull() ? null : value.toString();
    }
    String text = value.asString();
    return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
