package smallbusiness.query.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static smallbusiness.query.Events.customer;
import static smallbusiness.query.Events.id;
import static smallbusiness.query.Events.invoice;
import static smallbusiness.query.Events.line;
import static smallbusiness.query.Events.order;
import static smallbusiness.query.Events.orderState;
import static smallbusiness.query.Events.transaction;
import static smallbusiness.query.Publisher.publish;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import smallbusiness.events.sales.CustomerErased;
import smallbusiness.events.sales.OrderConfirmed;
import smallbusiness.events.sales.OrderLine;
import smallbusiness.events.sales.OrderStatus;
import smallbusiness.query.Api;
import smallbusiness.query.QueryApiTest;
import tools.jackson.databind.JsonNode;

/** The API shows what the systems publish about customers. */
@QueryApiTest
class CustomerProjectionIT {

  @LocalServerPort int port;

  private Api api;
  private final long customer = id();
  private final String path = "/api/v1/customers/" + customer;

  @BeforeEach
  void client() {
    api = new Api(port);
  }

  @Test
  void a_customer_shows_orders_payments_and_debt() {
    long order = id();
    OrderLine line = line(id(), "12.50", 4);
    publish(
        customer(customer, 1, "Ada", "France"),
        order(order, customer, line),
        new OrderConfirmed(order, 2L, orderState(customer, OrderStatus.CONFIRMED, line)),
        order(id(), customer, line),
        invoice(order, "50.00"),
        transaction(id(), order, "20.00"));

    JsonNode shown =
        api.await(
            path,
            body ->
                body.at("/orders/count").asInt() == 2
                    && body.path("ordered").asInt() == 50
                    && body.path("paid").asInt() == 20
                    && body.path("owed").asInt() == 50
                    && body.path("name").isString());

    assertThat(shown.at("/orders/newest")).hasSize(2);
    String all = shown.at("/orders/link").asString();
    assertThat(api.json(all)).hasSize(2);
    assertThat(api.json(all + "&status=CONFIRMED,SHIPPED").at("/0/id").asLong()).isEqualTo(order);
  }

  @Test
  void an_erased_customer_stays_erased_when_old_events_are_replayed() {
    publish(customer(customer, 1, "Bob", "Peru"), new CustomerErased(customer, 2L));
    publish(customer(customer, 1, "Bob", "Peru"));
    long after = id();
    publish(order(after, customer, line(id(), "1.00", 1)));

    JsonNode shown = api.awaitVersion(path, 2);

    assertThat(shown.path("name").isNull()).isTrue();
    assertThat(api.json("/api/v1/customers?q=Bob").findValuesAsString("id"))
        .doesNotContain(Long.toString(customer));
    assertThat(api.awaitVersion("/api/v1/orders/" + after, 1).path("customer_name").isNull())
        .isTrue();
  }

  @Test
  void a_customer_without_a_description_is_shown_with_their_orders() {
    publish(order(id(), customer, line(id(), "1.00", 1)));

    JsonNode shown = api.await(path, body -> body.has("orders"));

    assertThat(shown.path("version").isNull()).isTrue();
    assertThat(shown.at("/orders/count").asInt()).isEqualTo(1);
  }
}
