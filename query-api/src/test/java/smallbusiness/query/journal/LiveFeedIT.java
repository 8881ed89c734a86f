package smallbusiness.query.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static smallbusiness.query.Events.customer;
import static smallbusiness.query.Events.id;
import static smallbusiness.query.Events.item;
import static smallbusiness.query.Events.line;
import static smallbusiness.query.Events.order;
import static smallbusiness.query.Events.transaction;
import static smallbusiness.query.Publisher.publish;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import smallbusiness.query.Api;
import smallbusiness.query.QueryApiTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The live feed and lineage show the applied events. */
@QueryApiTest
class LiveFeedIT {

  @LocalServerPort int port;

  private Api api;

  @BeforeEach
  void client() {
    api = new Api(port);
  }

  @Test
  void a_subscriber_gets_each_event_once_and_resumes_after_the_last_one() throws Exception {
    long item = id();
    publish(item(item, "Pot " + item, "3.00", 1));
    publish(item(item, "Pot " + item, "3.00", 1));
    long customer = id();
    publish(customer(customer, 1, "Eve", "Malta"), customer(customer, 2, "Eva", "Malta"));

    String left;
    try (Follower follower = new Follower("?after=0&key=" + item)) {
      JsonNode event = follower.next();
      assertThat(event.path("type").asString()).endsWith(".ItemAdded");
      assertThat(event.path("specversion").asString()).isEqualTo("1.0");
      assertThat(event.path("source").asString()).isEqualTo("/warehouse");
      assertThat(event.at("/data/item/name").asString()).isEqualTo("Pot " + item);
      left = follower.lastId();
    }
    long later = id();
    publish(order(later, customer, line(item, "3.00", 1)));
    try (Follower follower = new Follower("?after=" + left + "&source=/sales&key=" + later)) {
      assertThat(follower.next().path("type").asString()).endsWith(".OrderPlaced");
    }
    try (Follower follower = new Follower("?after=0&key=" + customer)) {
      assertThat(follower.next().path("sequence").asString()).isEqualTo("1");
      assertThat(follower.next().path("sequence").asString()).isEqualTo("2");
    }
  }

  @Test
  void an_invalid_position_is_rejected() {
    assertThat(api.get("/api/v1/events", "Last-Event-ID", "yesterday").statusCode()).isEqualTo(400);
  }

  @Test
  void lineage_lists_the_events_that_produced_an_order() {
    long order = id();
    long payment = id();
    publish(order(order, 1, line(1, "1.00", 1)), transaction(payment, order, "1.00"));
    api.await("/api/v1/transactions/" + payment, body -> body.has("order_id"));

    JsonNode causes = api.await("/api/v1/orders/" + order + "/lineage", body -> body.size() == 2);

    assertThat(causes.findValuesAsString("topic"))
        .containsExactlyInAnyOrder("sales.order", "accounting.transaction");
    assertThat(causes.findValuesAsString("key"))
        .containsExactlyInAnyOrder(Long.toString(order), Long.toString(payment));
  }

  /** Reads the feed as a browser does. */
  private final class Follower implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final InputStream body;
    private final Scanner lines;
    private String lastId = "";

    Follower(String query) throws Exception {
      URI uri = URI.create("http://localhost:" + port + "/api/v1/events" + query);
      body = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream()).body();
      lines = new Scanner(body, StandardCharsets.UTF_8);
    }

    JsonNode next() {
      while (true) {
        String line = lines.nextLine();
        if (line.startsWith("id: ")) {
          lastId = line.substring(4);
        } else if (line.startsWith("data: ")) {
          return JsonMapper.shared().readTree(line.substring(6));
        }
      }
    }

    String lastId() {
      return lastId;
    }

    @Override
    public void close() throws Exception {
      body.close();
      http.shutdownNow();
    }
  }
}
