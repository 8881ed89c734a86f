package smallbusiness.messaging.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.JsonSchema;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;

/** OpenAPI documents say which response fields are required and which may be null. */
class NullableFieldsTest {

  record Parcel(
      long id,
      @Nullable Instant leftAt,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> notes) {}

  /** Has the same schema name. */
  @Schema(name = "Parcel")
  record Bundle(long weight) {}

  interface Depot {
    List<Parcel> all();

    Bundle heaviest();
  }

  private final OpenAPI document =
      new OpenAPI()
          .components(
              new Components()
                  .addSchemas(
                      "Parcel",
                      new JsonSchema()
                          .addProperty("id", typed("integer"))
                          .addProperty("left_at", typed("string"))
                          .addProperty("notes", typed("array"))));

  @Test
  void a_field_is_required_unless_it_is_left_out_when_empty() {
    NullableFields.add(document, handlers("all"));

    assertThat(parcel().getRequired()).containsExactly("id", "left_at");
  }

  @Test
  void a_field_is_nullable_only_where_annotated() {
    NullableFields.add(document, handlers("all"));

    assertThat(typesOf("id")).containsExactly("integer");
    assertThat(typesOf("left_at")).containsExactlyInAnyOrder("string", "null");
  }

  @Test
  void two_records_of_the_same_name_are_refused() {
    assertThatThrownBy(() -> NullableFields.add(document, handlers("all", "heaviest")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(Parcel.class.getName())
        .hasMessageContaining(Bundle.class.getName());
  }

  private static List<HandlerMethod> handlers(String... names) {
    return Arrays.stream(names)
        .map(
            name -> {
              try {
                return new HandlerMethod(Depot.class, Depot.class.getDeclaredMethod(name));
              } catch (NoSuchMethodException e) {
                throw new IllegalArgumentException(name, e);
              }
            })
        .toList();
  }

  private io.swagger.v3.oas.models.media.Schema<?> parcel() {
    return Objects.requireNonNull(document.getComponents().getSchemas().get("Parcel"));
  }

  private Set<String> typesOf(String field) {
    return Objects.requireNonNull(parcel().getProperties().get(field)).getTypes();
  }

  private static JsonSchema typed(String type) {
    JsonSchema schema = new JsonSchema();
    schema.setTypes(Set.of(type));
    return schema;
  }
}
