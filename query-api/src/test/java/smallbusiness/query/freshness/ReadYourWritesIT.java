package smallbusiness.query.freshness;

import static org.assertj.core.api.Assertions.assertThat;
import static smallbusiness.query.Events.customer;
import static smallbusiness.query.Events.id;
import static smallbusiness.query.Events.invoice;
import static smallbusiness.query.Events.item;
import static smallbusiness.query.Events.line;
import static smallbusiness.query.Events.order;
import static smallbusiness.query.Events.transaction;
import static smallbusiness.query.Publisher.publish;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import smallbusiness.messaging.token.Aggregate;
import smallbusiness.messaging.token.ConsistencyToken;
import smallbusiness.query.Api;
import smallbusiness.query.QueryApiTest;
import smallbusiness.schemas.EventType;
import tools.jackson.databind.json.JsonMapper;

/** A read with a token shows the change, or states that it is not visible yet. */
@QueryApiTest
class ReadYourWritesIT {

  @LocalServerPort int port;

  private Api api;

  @BeforeEach
  void client() {
    api = new Api(port);
  }

  @Test
  void a_read_with_a_token_shows_every_kind_of_change() {
    long order = id();
    for (SpecificRecord event :
        List.of(
            item(order, "Mug " + order, "2.00", 1),
            customer(order, 1, "Kim", "Laos"),
            order(order, order, line(order, "2.00", 1)),
            invoice(order, "2.00"),
            transaction(order, order, "2.00"))) {
      publish(event);
      HttpResponse<String> answer = read(pathOf(event, order), tokenOf(event), 10);

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(JsonMapper.shared().readTree(answer.body()).path("version").asLong()).isEqualTo(1);
    }
  }

  @Test
  void a_read_for_a_change_that_has_not_arrived_never_returns_older_data() {
    long customer = id();
    publish(customer(customer, 1, "Lee", "Laos"));
    api.awaitVersion("/api/v1/customers/" + customer, 1);

    HttpResponse<String> answer =
        read("/api/v1/customers/" + customer, tokenOf(customer(customer, 2, "Lea", "Laos")), 1);

    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).contains("urn:problem:not-yet-applied");
  }

  @Test
  void freshness_lists_every_topic_with_events() {
    long customer = id();
    publish(customer(customer, 1, "Max", "Laos"));
    api.awaitVersion("/api/v1/customers/" + customer, 1);

    assertThat(api.json("/api/v1/freshness").findValuesAsString("topic"))
        .contains("sales.customer");
  }

  private HttpResponse<String> read(String path, String token, int seconds) {
    return api.get(path, ConsistencyToken.HEADER, token, "Prefer", "wait=" + seconds);
  }

  private static String tokenOf(SpecificRecord event) {
    EventType type = EventType.of(event);
    return new ConsistencyToken(
            Map.of(new Aggregate(type.topic(), type.keyOf(event)), type.versionOf(event)))
        .toString();
  }

  private static String pathOf(SpecificRecord event, long id) {
    String kind =
        switch (EventType.of(event).topic()) {
          case WAREHOUSE_ITEM -> "items";
          case SALES_CUSTOMER -> "customers";
          case SALES_ORDER, WAREHOUSE_RESERVATION -> "orders";
          case ACCOUNTING_INVOICE -> "invoices";
          case ACCOUNTING_TRANSACTION -> "transactions";
        };
    return "/api/v1/" + kind + "/" + id;
  }
}
