package smallbusiness.query.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import smallbusiness.messaging.testing.TestKafka;
import smallbusiness.messaging.testing.TestPostgres;
import smallbusiness.messaging.testing.TestPublisher;
import smallbusiness.messaging.token.Aggregate;
import smallbusiness.messaging.token.ConsistencyToken;
import smallbusiness.query.Api;
import smallbusiness.query.Events;
import smallbusiness.query.Replica;
import smallbusiness.schemas.Topic;
import tools.jackson.databind.json.JsonMapper;

/** The limits that protect the service, on a replica with low ones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiLimitsIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int CUSTOMERS = 4000;
  private static final String SHOP = "https://shop.example.org";

  private final TestPostgres.Database database = TestPostgres.freshDatabase("edge");
  private final String broker = TestKafka.freshBroker();
  private final HttpClient http = HttpClient.newHttpClient();
  private Replica replica;
  private Api api;

  @BeforeAll
  void start_a_replica_with_low_limits_and_many_customers() {
    replica =
        Replica.start(
            database,
            broker,
            Map.of(
                "api.max-concurrent-requests", "1",
                "api.patience", "100ms",
                "api.allowed-origins", SHOP,
                "live-feed.max-connections", "2",
                "live-feed.heartbeat", "200ms",
                "consistency.max-wait", "1s"));
    api = replica.api();
    try (TestPublisher publisher = new TestPublisher(broker)) {
      String name = "A rather long name ".repeat(40);
      publisher.publish(
          LongStream.rangeClosed(1, CUSTOMERS)
              .mapToObj(id -> Events.customer(id, 1, name + id, "Peru"))
              .toList());
    }
    api.await("/api/v1/customers/" + CUSTOMERS, body -> body.has("version"));
    await()
        .atMost(SOON)
        .until(
            () ->
                replica
                        .jdbc()
                        .sql("select count(*) from history.journal")
                        .query(Long.class)
                        .single()
                    == CUSTOMERS);
  }

  @AfterAll
  void end() {
    replica.close();
    http.shutdownNow();
  }

  @Test
  void requests_above_the_limit_are_refused_and_the_others_answered() throws Exception {
    CompletableFuture<HttpResponse<String>> working;
    try (Connection other = TestPostgres.superuser(database.name());
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table item in access exclusive mode");
      working = CompletableFuture.supplyAsync(() -> api.get("/api/v1/items"));
      await().atMost(SOON).until(() -> waitsForLock() == 1);

      HttpResponse<String> refused = api.get("/api/v1/customers/1");

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(refused.body()).contains("urn:problem:overloaded");
      other.rollback();
    }
    assertThat(working.get().statusCode()).isEqualTo(200);
    assertThat(api.get("/api/v1/customers/1").statusCode()).isEqualTo(200);
  }

  private long waitsForLock() {
    return replica
        .jdbc()
        .sql("select count(*) from pg_locks where not granted")
        .query(Long.class)
        .single();
  }

  @Test
  void only_pages_of_allowed_origins_may_read() throws Exception {
    HttpResponse<String> named = api.get("/api/v1/customers/1", "Origin", SHOP);
    HttpResponse<String> stranger =
        api.get("/api/v1/customers/1", "Origin", "https://elsewhere.example.org");
    HttpResponse<String> asked =
        http.send(
            request("/api/v1/orders")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .headers(
                    "Origin", SHOP,
                    "Access-Control-Request-Method", "GET",
                    "Access-Control-Request-Headers", "Consistency-Token, Prefer")
                .build(),
            BodyHandlers.ofString());

    assertThat(named.headers().firstValue("Access-Control-Allow-Origin")).hasValue(SHOP);
    assertThat(named.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
        .contains("ETag", "Link", "Retry-After");
    assertThat(stranger.statusCode()).isEqualTo(403);
    assertThat(stranger.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(asked.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .contains("Consistency-Token", "Prefer");
  }

  @Test
  void a_subscriber_above_the_limit_is_refused_until_another_leaves() throws Exception {
    try (InputStream first = follow("?after=0");
        InputStream second = follow("?after=0")) {
      HttpResponse<String> refused = api.get("/api/v1/events");

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
      assertThat(refused.body()).contains("urn:problem:too-many-followers");
      assertThat(first.read()).isPositive();
      assertThat(second.read()).isPositive();
    }
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              try (InputStream again = follow("")) {
                assertThat(again.read()).isPositive();
              }
            });
  }

  @Test
  void a_subscriber_that_reads_nothing_delays_nobody_else() throws Exception {
    try (InputStream idle = follow("?after=0");
        InputStream quick = follow("?after=0")) {
      String all = new String(readUntil(quick, "\nid: " + lastPosition()), StandardCharsets.UTF_8);

      assertThat(all.lines().filter(line -> line.startsWith("id: ")).distinct()).hasSize(CUSTOMERS);
      assertThat(api.get("/api/v1/customers/2").statusCode()).isEqualTo(200);
      assertThat(idle.read()).isPositive();
    }
    await().atMost(SOON).untilAsserted(() -> follow("").close());
  }

  @Test
  void a_browser_that_reconnects_with_its_last_event_resumes_after_it() throws Exception {
    long last = lastPosition();
    List<String> positions =
        replica
            .jdbc()
            .sql(
                "select 'id: ' || position from history.journal where position > ? order by position")
            .param(last - 3)
            .query((row, index) -> row.getString(1))
            .list();
    try (InputStream feed = follow("", "Last-Event-ID", Long.toString(last - 3))) {
      String received = new String(readUntil(feed, "\nid: " + last), StandardCharsets.UTF_8);

      assertThat(received.lines().filter(line -> line.startsWith("id: ")).toList())
          .isEqualTo(positions);
    }
  }

  @Test
  void a_large_response_is_compressed_and_has_an_entity_tag() throws Exception {
    HttpRequest.Builder list = request("/api/v1/customers?limit=50");
    String plain = http.send(list.build(), BodyHandlers.ofString()).body();
    HttpResponse<byte[]> packed =
        http.send(list.header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
    String tag = packed.headers().firstValue("ETag").orElseThrow();

    assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(packed.headers().allValues("Vary")).anyMatch(v -> v.contains("ccept-"));
    assertThat(unpacked(packed.body())).isEqualTo(plain);
    assertThat(packed.body().length).isLessThan(plain.length() / 4);
    assertThat(
            http.send(list.header("If-None-Match", tag).build(), BodyHandlers.ofByteArray())
                .statusCode())
        .isEqualTo(304);
  }

  @Test
  void no_read_waits_longer_than_the_limit() {
    String token =
        ConsistencyToken.NONE.with(new Aggregate(Topic.SALES_CUSTOMER, "1"), 2).toString();

    HttpResponse<String> late =
        api.get("/api/v1/customers/1", "Consistency-Token", token, "Prefer", "wait=100000");

    assertThat(late.statusCode()).isEqualTo(504);
    assertThat(late.body()).contains("1000 ms", "sales.customer/1 version 2");
  }

  @Test
  void a_changing_method_is_refused() throws Exception {
    HttpResponse<String> answer =
        http.send(
            request("/api/v1/orders").POST(HttpRequest.BodyPublishers.ofString("{}")).build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET");
    assertThat(JsonMapper.shared().readTree(answer.body()).path("status").asInt()).isEqualTo(405);
  }

  private long lastPosition() {
    return replica
        .jdbc()
        .sql("select max(position) from history.journal")
        .query(Long.class)
        .single();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + replica.port() + path));
  }

  /** Retries until a connection is free: connections of other tests may not have ended yet. */
  private InputStream follow(String query, String... headers) {
    HttpRequest.Builder request = request("/api/v1/events" + query);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return await()
        .atMost(SOON)
        .until(
            () -> http.send(request.build(), BodyHandlers.ofInputStream()),
            answer -> answer.statusCode() == 200)
        .body();
  }

  private static byte[] readUntil(InputStream stream, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[65536];
    while (text.lastIndexOf(end) < 0) {
      int read = stream.read(buffer);
      assertThat(read).isPositive();
      text.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String unpacked(byte[] bytes) throws IOException {
    try (GZIPInputStream packed = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(packed.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
