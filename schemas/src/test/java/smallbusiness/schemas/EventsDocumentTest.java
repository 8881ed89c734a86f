package smallbusiness.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/events.md} identical to the catalogue and the schemas. */
class EventsDocumentTest {

  private static final Path DOCUMENT = Path.of("../docs/events.md");

  /** Written anew together with the history: {@code -Dschemas.archive=true}. */
  @BeforeAll
  static void writeOnRequest() throws IOException {
    if (Boolean.getBoolean("schemas.archive")) {
      Files.writeString(DOCUMENT, document(), UTF_8);
    }
  }

  @Test
  void the_events_document_matches_the_schemas() throws IOException {
    assertThat(Files.readString(DOCUMENT, UTF_8)).isEqualTo(document());
  }

  private static String document() {
    StringBuilder text =
        new StringBuilder(
            """
            # Events

            Written from the catalogue and the schemas; a test keeps it so. To change an event, see
            [CONTRIBUTING](../CONTRIBUTING.md).

            - A topic for each type of aggregate; the key is the aggregate's identifier as text, so that the events of one
              aggregate stay in their order. Topics are kept for ever.
            - Headers are CloudEvents 1.0 in binary mode: `ce_id`, `ce_type` (the record's full name), `ce_source`
              (`/warehouse`, `/sales` or `/accounting`), `ce_subject` (the key), `ce_time`, `ce_specversion`, `ce_sequence`
              (the same number as `version`), and `traceparent` where the command had one.
            - The value is Avro in the Confluent wire format (a zero byte, the schema's number in four bytes, Avro binary);
              subject `<topic>-<record full name>`. Any Confluent-compatible client decodes it with the registry.
            - `version` counts the events of one aggregate: 1, 2, 3, no gap. Each event carries the state that results. So a
              consumer's write is "insert, or update where the version is newer": duplicates, disorder between topics and
              replays become harmless.
            - Schemas change so that every published version can read every other (FULL_TRANSITIVE). Readers must expect event
              types that they do not know, and treat the symbol `UNKNOWN` of an enum as one that is newer than they are.
            - Read with `isolation.level=read_committed`.
            - An event may arrive a moment before its owner's own API shows what it tells: PostgreSQL's log has a commit before other
              transactions see it. Whoever acts on one finds all of it in the event.

            """);
    for (Topic topic : Topic.values()) {
      text.append("## ").append(topic.topicName()).append("\n\n");
      text.append("Published by ").append(topic.owner().id());
      text.append("; key `").append(topic.keyField()).append("`.\n\n");
      @Nullable Schema state = null;
      for (EventType type : topic.eventTypes()) {
        append(text, "### ", type.schema());
        state = stateIn(type.schema(), state);
      }
      if (state != null) {
        append(text, "### ", state);
      }
    }
    return text.toString().stripTrailing() + "\n";
  }

  private static @Nullable Schema stateIn(Schema event, @Nullable Schema found) {
    return event.getFields().stream()
        .map(Schema.Field::schema)
        .filter(schema -> schema.getName().endsWith("State"))
        .findAny()
        .orElse(found);
  }

  private static void append(StringBuilder text, String heading, Schema schema) {
    text.append(heading).append(schema.getName()).append("\n\n");
    text.append(schema.getDoc()).append("\n\n| field | type | meaning |\n|---|---|---|\n");
    for (Schema.Field field : schema.getFields()) {
      text.append("| `").append(field.name()).append("` | ").append(typeOf(field.schema()));
      text.append(" | ").append(field.doc()).append(" |\n");
    }
    text.append('\n');
  }

  private static String typeOf(Schema schema) {
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      return "decimal(" + decimal.getPrecision() + ", " + decimal.getScale() + ")";
    }
    if (schema.getLogicalType() != null) {
      return schema.getLogicalType().getName();
    }
    return switch (schema.getType()) {
      case RECORD ->
          "[" + schema.getName() + "](#" + schema.getName().toLowerCase(Locale.ROOT) + ")";
      case ENUM -> String.join(", ", schema.getEnumSymbols());
      case ARRAY -> "list of " + arrayElement(schema.getElementType());
      case UNION -> typeOf(schema.getTypes().getLast()) + " or null";
      default -> schema.getName();
    };
  }

  private static String arrayElement(Schema element) {
    return element.getName()
        + " ("
        + String.join(", ", element.getFields().stream().map(f -> "`" + f.name() + "`").toList())
        + ")";
  }
}
