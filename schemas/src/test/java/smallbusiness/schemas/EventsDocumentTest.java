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

  /** Regenerates the document together with the history: {@code -Dschemas.archive=true}. */
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

            Generated from the event catalogue and the schemas; a test compares this page with them. To change an event, see
            [how to add an event](development.md#an-event).

            - There is one topic for each aggregate type. The key is the aggregate's identifier as text, so the events of one
              aggregate stay in order. Topics are kept forever.
            - Headers are CloudEvents 1.0 in binary mode: `ce_id`, `ce_type` (the record's full name), `ce_source`
              (`/warehouse`, `/sales` or `/accounting`), `ce_subject` (the key), `ce_time`, `ce_specversion`, `ce_sequence`
              (equal to `version`), and `traceparent` if the command had one.
            - The value is Avro in the Confluent wire format (a zero byte, a four-byte schema id, Avro binary). The subject
              is `<topic>-<record full name>`. Any Confluent-compatible client can decode it with the registry.
            - `version` counts the events of one aggregate: 1, 2, 3, without gaps. Each event carries the resulting state. So a
              consumer's write is "insert, or update where the version is newer", and duplicates, disorder between topics and
              replays are harmless.
            - Schemas change so that every published version can read every other (FULL_TRANSITIVE). Consumers must expect
              unknown event types, and treat the enum symbol `UNKNOWN` as a symbol newer than their schema.
            - Read with `isolation.level=read_committed`.
            - An event may arrive shortly before the owning system's API shows the change, because PostgreSQL's WAL contains a
              commit before other transactions see it. An event contains everything that a consumer needs to act on it.

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
