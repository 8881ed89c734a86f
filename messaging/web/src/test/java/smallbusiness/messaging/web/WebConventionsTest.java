package smallbusiness.messaging.web;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.patch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The conventions of the web library, as the auto-configurations give them to a service. */
@SpringBootTest(
    properties = {
      "web.max-body=200B",
      "spring.autoconfigure.exclude="
          + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
          + "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration,"
          + "smallbusiness.messaging.MessagingMigrations,"
          + "smallbusiness.messaging.schema.SchemaAutoConfiguration,"
          + "smallbusiness.messaging.web.idempotency.IdempotencyAutoConfiguration"
    })
class WebConventionsTest {

  private final MockMvc mvc;

  WebConventionsTest(
      @Autowired WebApplicationContext context,
      @Autowired @Qualifier("bodyLimit") FilterRegistrationBean<?> bodyLimit) {
    mvc =
        MockMvcBuilders.webAppContextSetup(context)
            .addFilters(Objects.requireNonNull(bodyLimit.getFilter()))
            .build();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"label":"a","boards":[{"width":1}],"colour":1} | invalid-body   | colour          | unknown field; expected one of [label, boards, load_limit, built]
          {"label":7,"boards":[{"width":1}]}              | invalid-body   | label           | must be a string
          {"label":"a","boards":[{"width":"1"}]}          | invalid-body   | boards[0].width | must be a whole number from -9223372036854775808 to 9223372036854775807
          {"label":"a","boards":[{"width":1.5}]}          | invalid-body   | boards[0].width | must be a whole number from -9223372036854775808 to 9223372036854775807
          {"label":"a","boards":[{"width":1e30}]}         | invalid-body   | boards[0].width | must be a whole number from -9223372036854775808 to 9223372036854775807
          {"label":"a","boards":[{"width":99999999999999999999}]} | invalid-body   | boards[0].width | must be a whole number from -9223372036854775808 to 9223372036854775807
          {"label":"a","boards":[{"width":true}]}         | invalid-body   | boards[0].width | must be a whole number from -9223372036854775808 to 9223372036854775807
          {"label":"a","boards":[{}]}                     | invalid-body   | boards[0].width | must not be null
          {"label":"a","boards":[{"width":0}]}            | invalid-body   | boards[0].width | must be greater than or equal to 1
          {"label":"a","boards":{"width":0}}              | invalid-body   | boards          | must be an array
          {"label":"a","boards":[7]}                      | invalid-body   | boards[0]       | must be an object
          {"label":"a","boards":[null]}                   | invalid-body   | boards[0]       | must not be null
          {"label":null,"boards":[{"width":1}]}           | invalid-body   | label           | must not be null
          {"boards":[{"width":1}]}                        | invalid-body   | label           | must not be null
          {"label":"a","boards":[],"built":1767225600}    | invalid-body   | built           | must be an instant such as 2026-01-31T12:00:00Z
          {"label":"a","boards":[],"built":"yesterday"}   | invalid-body   | built           | must be an instant such as 2026-01-31T12:00:00Z
          {"label":"a","boards":[],"built":""}            | invalid-body   | built           | must be an instant such as 2026-01-31T12:00:00Z
          {"label":"a","boards":[],"load_limit":"1"}      | invalid-body   | load_limit      | must be a number
          {"label":"a","boards":[],"load_limit":1.005}    | invalid-body   | load_limit      | numeric value out of bounds (<10 digits>.<2 digits> expected)
          {"label":"a","boards":[],"load_limit":1e999999999} | invalid-body   | load_limit      | numeric value out of bounds (<10 digits>.<2 digits> expected)
          """)
  void an_invalid_body_is_refused_with_the_path_of_the_field(
      String body, String slug, String field, String detail) throws Exception {
    mvc.perform(post("/shelves").contentType(APPLICATION_JSON).content(body))
        .andExpect(status().isBadRequest())
        .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
        .andExpect(jsonPath("type").value("urn:problem:" + slug))
        .andExpect(jsonPath("status").value(400))
        .andExpect(jsonPath("instance").value("/shelves"))
        .andExpect(jsonPath("errors[0].field").value(field))
        .andExpect(jsonPath("errors[0].detail").value(detail));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"label\":\"a\",\"label\":\"b\"}",
        "{\"label\":\"a\",\"boards\":[]} x",
        "{'label':1}",
        "nul"
      })
  void a_malformed_body_is_refused(String body) throws Exception {
    mvc.perform(post("/shelves").contentType(APPLICATION_JSON).content(body))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("type").value("urn:problem:malformed-body"))
        .andExpect(content().string(not(containsString("jackson"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "[]", "\"a\""})
  void a_body_that_is_not_an_object_is_refused(String body) throws Exception {
    mvc.perform(post("/shelves").contentType(APPLICATION_JSON).content(body))
        .andExpect(status().isBadRequest())
        .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
  }

  @Test
  void a_body_over_the_limit_is_refused() throws Exception {
    String body = "{\"label\":\"" + "a".repeat(300) + "\"}";
    mvc.perform(post("/shelves").contentType(APPLICATION_JSON).content(body))
        .andExpect(status().isContentTooLarge())
        .andExpect(jsonPath("type").value("urn:problem:body-too-large"));
  }

  @Test
  void money_is_written_plain_times_in_utc_and_names_in_snake_case() throws Exception {
    mvc.perform(
            post("/shelves")
                .contentType(APPLICATION_JSON)
                .content(
                    "{\"label\":\"a\",\"boards\":[{\"width\":1}],\"load_limit\":1E+2,\"built\":\"2026-01-31T12:00:00+02:00\"}"))
        .andExpect(status().isCreated())
        .andExpect(header().string("Location", "http://localhost/shelves/5"))
        .andExpect(header().string("ETag", "\"1\""))
        .andExpect(
            content()
                .string(
                    "{\"label\":\"a\",\"boards\":[{\"width\":1}],\"load_limit\":100,\"built\":\"2026-01-31T10:00:00Z\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"3\"", "*", "\"1\", \"3\"", ""})
  void a_change_that_matches_the_current_version_is_accepted(String ifMatch) throws Exception {
    var request = put("/shelves/5");
    mvc.perform(ifMatch.isEmpty() ? request : request.header("If-Match", ifMatch))
        .andExpect(status().isNoContent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2\"", "W/\"3\"", "\"1\", W/\"3\"", "\"03\""})
  void a_change_that_matches_another_version_is_refused(String ifMatch) throws Exception {
    mvc.perform(put("/shelves/5").header("If-Match", ifMatch))
        .andExpect(status().isPreconditionFailed())
        .andExpect(jsonPath("type").value("urn:problem:precondition-failed"))
        .andExpect(jsonPath("version").value(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "abc", "\"", "\"3\" junk", "\"3\", junk"})
  void a_malformed_if_match_is_refused(String ifMatch) throws Exception {
    mvc.perform(put("/shelves/5").header("If-Match", ifMatch))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("errors[0].field").value("If-Match"));
  }

  @Test
  void a_page_links_to_the_next_page_with_the_same_filter() throws Exception {
    mvc.perform(get(URI.create("/shelves?limit=2&after=7&colour=dark%20red")))
        .andExpect(status().isOk())
        .andExpect(content().string("[8,9]"))
        .andExpect(
            header()
                .string(
                    "Link",
                    "<http://localhost/shelves?colour=dark%20red&limit=2&after=9>; rel=\"next\""));
  }

  @Test
  void the_last_page_has_no_link() throws Exception {
    mvc.perform(get("/shelves?limit=3&after=7"))
        .andExpect(content().string("[8,9,10]"))
        .andExpect(header().doesNotExist("Link"));
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit", "limit=1001, limit", "limit=x, limit", "limit=, limit",
        "limit=1&limit=2, limit",
    "after=-1, after", "after=1.5, after", "colr=red, colr", "minimum=x, minimum",
        "minimum=0, minimum"
  })
  void an_invalid_or_unknown_parameter_is_refused_by_name(String query, String field)
      throws Exception {
    mvc.perform(get("/shelves?" + query))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("type").value("urn:problem:invalid-parameter"))
        .andExpect(jsonPath("errors[0].field").value(field));
  }

  @Test
  void a_path_variable_of_the_wrong_type_is_refused() throws Exception {
    mvc.perform(put("/shelves/abc"))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("type").value("urn:problem:invalid-parameter"))
        .andExpect(jsonPath("errors[0].field").value("id"));
  }

  @Test
  void refusals_of_the_framework_are_problem_documents() throws Exception {
    mvc.perform(patch("/shelves"))
        .andExpect(status().isMethodNotAllowed())
        .andExpect(header().exists("Allow"))
        .andExpect(jsonPath("type").value("urn:problem:method-not-allowed"));
    mvc.perform(post("/shelves").contentType(MediaType.TEXT_PLAIN).content("a"))
        .andExpect(status().isUnsupportedMediaType())
        .andExpect(jsonPath("type").value("urn:problem:unsupported-media-type"));
    mvc.perform(get("/shelves").accept(MediaType.IMAGE_PNG))
        .andExpect(status().isNotAcceptable())
        .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
        .andExpect(jsonPath("type").value("urn:problem:not-acceptable"));
  }

  @ParameterizedTest
  @CsvSource({
    "23505, 409, duplicate", "23503, 409, in-use", "23514, 422, refused-by-database",
    "40001, 409, concurrent-change", "40P01, 409, concurrent-change", "08006, 503, unavailable",
    "42601, 500, internal"
  })
  void database_errors_are_problem_documents(String state, int status, String slug)
      throws Exception {
    mvc.perform(get("/shelves/broken?state=" + state))
        .andExpect(status().is(status))
        .andExpect(jsonPath("type").value("urn:problem:" + slug))
        .andExpect(content().string(not(containsString("secret"))));
  }

  @Test
  void an_exception_handler_beside_the_controller_comes_first() throws Exception {
    mvc.perform(get("/shelves/collapsed"))
        .andExpect(status().isConflict())
        .andExpect(jsonPath("type").value("urn:problem:collapsed"))
        .andExpect(jsonPath("weight").value(12));
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(ShelfController.class)
  static class App {}
}
