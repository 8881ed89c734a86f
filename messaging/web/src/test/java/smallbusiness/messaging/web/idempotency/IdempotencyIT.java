package smallbusiness.messaging.web.idempotency;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import smallbusiness.messaging.problem.Problem;
import smallbusiness.messaging.testing.RealParts;

/** Commands with an idempotency key over HTTP and a real database. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"spring.application.name=idempotency", "spring.flyway.locations="})
@RealParts(kafka = false, registry = false)
class IdempotencyIT {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired IdempotencyKeys keys;

  @AfterAll
  static void close() {
    HTTP.close();
  }

  @BeforeEach
  void empty() {
    jdbc.sql(
            "CREATE TABLE IF NOT EXISTS note (id bigserial, text text UNIQUE DEFERRABLE INITIALLY DEFERRED)")
        .update();
    jdbc.sql("TRUNCATE note, messaging.idempotency_key RESTART IDENTITY").update();
    NoteController.gate = new CountDownLatch(0);
  }

  @Test
  void a_repeated_command_is_executed_once_and_gets_the_same_response() {
    HttpResponse<String> first = post("k1", "\"a\"");
    HttpResponse<String> second = post("k1", "\"a\"");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body()).contains("\"a\"");
    for (String header : new String[] {"Location", "ETag", "Content-Type", "Content-Length"}) {
      assertThat(second.headers().allValues(header))
          .isNotEmpty()
          .isEqualTo(first.headers().allValues(header));
    }
    assertThat(count("note")).isEqualTo(1);
  }

  @Test
  void a_quoted_key_is_the_same_as_a_bare_one() {
    post("k1", "\"a\"");
    assertThat(post("\"k1\"", "\"a\"").statusCode()).isEqualTo(201);
    assertThat(count("note")).isEqualTo(1);
  }

  @Test
  void another_command_under_the_same_key_is_refused() {
    post("k1", "\"a\"");

    HttpResponse<String> other = post("k1", "\"b\"");

    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.body()).contains("urn:problem:idempotency-key-reused");
    assertThat(count("note")).isEqualTo(1);
  }

  @Test
  void a_second_command_while_the_first_runs_is_a_conflict() throws Exception {
    NoteController.gate = new CountDownLatch(1);
    NoteController.entered = new CountDownLatch(1);
    var first = CompletableFuture.supplyAsync(() -> post("k1", "\"a\""));
    assertThat(NoteController.entered.await(20, SECONDS)).isTrue();

    HttpResponse<String> second = post("k1", "\"a\"");
    NoteController.gate.countDown();

    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.body()).contains("urn:problem:idempotency-key-in-use");
    assertThat(first.get(20, SECONDS).statusCode()).isEqualTo(201);
    assertThat(post("k1", "\"a\"").body()).isEqualTo(first.get().body());
  }

  @Test
  void a_refused_command_stores_nothing_and_may_be_retried() {
    assertThat(post("k1", "\"refuse\"").statusCode()).isEqualTo(409);
    assertThat(count("note")).isZero();
    assertThat(count("messaging.idempotency_key")).isZero();
    assertThat(post("k1", "\"a\"").statusCode()).isEqualTo(201);
  }

  @Test
  void a_failed_commit_is_answered_with_a_problem_document_and_stores_nothing() {
    post("k1", "\"a\"");

    HttpResponse<String> duplicate = post("k2", "\"a\"");

    assertThat(duplicate.statusCode()).isEqualTo(409);
    assertThat(duplicate.body()).contains("urn:problem:duplicate");
    assertThat(duplicate.headers().firstValue("Location")).isEmpty();
    assertThat(count("messaging.idempotency_key")).isEqualTo(1);
  }

  @Test
  void commands_without_a_key_are_executed_every_time() {
    assertThat(post(null, "\"a\"").statusCode()).isEqualTo(201);
    assertThat(post(null, "\"b\"").statusCode()).isEqualTo(201);
    assertThat(count("note")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"\"", "a b", "a\"b"})
  void a_malformed_key_is_refused(String key) {
    HttpResponse<String> refused = post(key, "\"a\"");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("\"field\":\"Idempotency-Key\"");
    assertThat(count("note")).isZero();
  }

  @Test
  void expired_keys_are_deleted() {
    post("k1", "\"a\"");
    assertThat(keys.deleteOlderThan(Duration.ofDays(1))).isZero();

    jdbc.sql("UPDATE messaging.idempotency_key SET created_at = created_at - interval '25 hours'")
        .update();

    assertThat(keys.deleteOlderThan(Duration.ofDays(1))).isEqualTo(1);
  }

  private HttpResponse<String> post(@Nullable String key, String body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/notes"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()).join();
  }

  private long count(String table) {
    return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
  }

  @RestController
  static class NoteController {
    private final JdbcClient jdbc;
    static volatile CountDownLatch gate = new CountDownLatch(0);
    static volatile CountDownLatch entered = new CountDownLatch(1);

    NoteController(JdbcClient jdbc) {
      this.jdbc = jdbc;
    }

    @PostMapping("/notes")
    @Transactional
    public ResponseEntity<String> add(@RequestBody String text) throws InterruptedException {
      long id =
          jdbc.sql("INSERT INTO note (text) VALUES (?) RETURNING id")
              .param(text)
              .query(Long.class)
              .single();
      if (text.contains("refuse")) {
        throw Problem.of(HttpStatus.CONFLICT, "refused", "Refused").asException();
      }
      entered.countDown();
      if (!gate.await(20, SECONDS)) {
        throw new IllegalStateException("The gate was not opened");
      }
      return ResponseEntity.created(URI.create("/notes/" + id)).eTag("\"1\"").body(text);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(NoteController.class)
  static class App {}
}
