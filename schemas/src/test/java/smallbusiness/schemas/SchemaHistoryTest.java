package smallbusiness.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import smallbusiness.events.warehouse.ItemAdded;

/** Fails the build on a schema change that is incompatible with a published version. */
class SchemaHistoryTest {

  private static final SchemaHistory HISTORY = new SchemaHistory(Path.of("history"));

  static Stream<EventType> eventTypes() {
    return Arrays.stream(Topic.values()).flatMap(topic -> topic.eventTypes().stream());
  }

  /**
   * Archives changed schemas on request: {@code ./mvnw -pl schemas test -Dschemas.archive=true}. An
   * incompatible schema is not archived; the tests below name it.
   */
  @BeforeAll
  static void archiveChangedSchemasOnRequest() {
    if (Boolean.getBoolean("schemas.archive")) {
      eventTypes()
          .filter(type -> !isArchived(type))
          .filter(type -> HISTORY.objectionsTo(type.subject(), type.schema()).isEmpty())
          .forEach(type -> HISTORY.archive(type.subject(), type.schema()));
    }
  }

  @ParameterizedTest
  @MethodSource("eventTypes")
  void every_schema_is_compatible_with_every_version_published_before(EventType type) {
    assertThat(HISTORY.objectionsTo(type.subject(), type.schema())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("eventTypes")
  void every_schema_is_archived_as_its_newest_version(EventType type) {
    assertThat(isArchived(type))
        .as(
            "%s is in the history: archive it with ./mvnw -pl schemas test -Dschemas.archive=true",
            type)
        .isTrue();
  }

  @Test
  void every_published_event_type_is_in_the_catalogue() {
    assertThat(HISTORY.subjects())
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(eventTypes().map(EventType::subject).toList());
  }

  @ParameterizedTest
  @MethodSource("incompatibleChanges")
  void a_change_that_is_incompatible_with_a_published_version_is_refused(
      String change, Schema changed, @TempDir Path folder) {
    SchemaHistory history = new SchemaHistory(folder);
    history.archive("t-r", record().requiredLong("a").optionalString("b").endRecord());
    history.archive("t-r", record().requiredLong("a").endRecord());

    assertThat(history.objectionsTo("t-r", changed)).as(change).isNotEmpty();
  }

  static Stream<Arguments> incompatibleChanges() {
    return Stream.of(
        change("a field without a default is added", with().requiredLong("c").endRecord()),
        change("a field without a default is removed", record().optionalString("b").endRecord()),
        change("a type is narrowed", record().requiredInt("a").endRecord()),
        change("a type is widened", record().requiredDouble("a").endRecord()),
        change(
            "a field is added again with another type, which only version 1 is incompatible with",
            with().optionalLong("b").endRecord()));
  }

  @Test
  void an_optional_field_may_be_added(@TempDir Path folder) {
    SchemaHistory history = new SchemaHistory(folder);
    history.archive("t-r", record().requiredLong("a").endRecord());

    assertThat(history.objectionsTo("t-r", with().optionalString("b").endRecord())).isEmpty();
  }

  @Test
  void every_record_and_every_field_is_documented() {
    List<Schema> schemas = eventTypes().map(EventType::schema).toList();
    assertThat(schemas).contains(ItemAdded.getClassSchema());
    assertThat(schemas).allSatisfy(SchemaHistoryTest::assertDocumented);
  }

  private static void assertDocumented(Schema schema) {
    switch (schema.getType()) {
      case RECORD -> {
        assertThat(schema.getDoc()).as(schema.getFullName()).isNotBlank();
        schema.getFields().forEach(field -> assertDocumented(schema, field));
      }
      case ENUM -> assertThat(schema.getDoc()).as(schema.getFullName()).isNotBlank();
      case ARRAY -> assertDocumented(schema.getElementType());
      case UNION -> schema.getTypes().forEach(SchemaHistoryTest::assertDocumented);
      default -> assertThat(schema.getType()).isNotEqualTo(Schema.Type.MAP);
    }
  }

  private static void assertDocumented(Schema owner, Schema.Field field) {
    assertThat(field.doc()).as(owner.getFullName() + "." + field.name()).isNotBlank();
    assertDocumented(field.schema());
  }

  private static boolean isArchived(EventType type) {
    List<Schema> versions = HISTORY.versionsOf(type.subject());
    return !versions.isEmpty() && versions.getLast().toString().equals(type.schema().toString());
  }

  private static SchemaBuilder.FieldAssembler<Schema> record() {
    return SchemaBuilder.record("r").fields();
  }

  private static SchemaBuilder.FieldAssembler<Schema> with() {
    return record().requiredLong("a");
  }

  private static Arguments change(String what, Schema schema) {
    return Arguments.of(what, schema);
  }
}
