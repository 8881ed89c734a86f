package smallbusiness.query.web;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
 * Writes lists of records as CSV (RFC 4180), for spreadsheets: the first line names the columns as
 * JSON does. A text that a spreadsheet would take for a formula gets an apostrophe before it.
 */
@Component
class CsvConverter extends AbstractGenericHttpMessageConverter<Object> {

  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
  private static final String LINE_END = "\r\n";
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
        json.valueToTree(body instanceof CachedResponse<?> answer ? answer.body() : body);
    Writer out = new OutputStreamWriter(message.getBody(), StandardCharsets.UTF_8);
    out.write(header(rows, type) + LINE_END);
    for (JsonNode row : rows) {
      out.write(row.valueStream().map(CsvConverter::cell).collect(joining(",")));
      out.write(LINE_END);
    }
    out.flush();
  }

  @Override
  public Object read(Type type, @Nullable Class<?> context, HttpInputMessage message) {
    throw new HttpMessageNotReadableException("CSV is only written", message);
  }

  @Override
  protected Object readInternal(Class<?> type, HttpInputMessage message) {
    throw new HttpMessageNotReadableException("CSV is only written", message);
  }

  /** Columns that a client chose are those of the first row. */
  private static String header(JsonNode rows, @Nullable Type type) {
    if (!rows.isEmpty()) {
      return String.join(",", rows.get(0).propertyNames());
    }
    return type == null
        ? ""
        : Arrays.stream(rowOf(type).getRecordComponents())
            .map(component -> snakeCase(component.getName()))
            .collect(joining(","));
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

  private static String cell(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    if (!value.isString()) {
      return value.toString();
    }
    String text = value.asString();
    if (!text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
