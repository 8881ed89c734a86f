package smallbusiness.query.order;

import static org.assertj.core.api.Assertions.assertThat;
import static smallbusiness.query.Events.customer;
import static smallbusiness.query.Events.id;
import static smallbusiness.query.Events.invoice;
import static smallbusiness.query.Events.item;
import static smallbusiness.query.Events.line;
import static smallbusiness.query.Events.money;
import static smallbusiness.query.Events.order;
import static smallbusiness.query.Events.orderState;
import static smallbusiness.query.Events.transaction;
import static smallbusiness.query.Events.transactionState;
import static smallbusiness.query.Publisher.publish;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import smallbusiness.events.accounting.InvoiceBalanceChanged;
import smallbusiness.events.accounting.InvoiceState;
import smallbusiness.events.accounting.InvoiceStatus;
import smallbusiness.events.accounting.TransactionReassigned;
import smallbusiness.events.accounting.TransactionVoided;
import smallbusiness.events.sales.OrderCancelled;
import smallbusiness.events.sales.OrderConfirmed;
import smallbusiness.events.sales.OrderLine;
import smallbusiness.events.sales.OrderRejected;
import smallbusiness.events.sales.OrderShipped;
import smallbusiness.events.sales.OrderStatus;
import smallbusiness.events.sales.RejectedLine;
import smallbusiness.events.warehouse.ReservationState;
import smallbusiness.events.warehouse.ReservationStatus;
import smallbusiness.events.warehouse.ReservedLine;
import smallbusiness.events.warehouse.StockReserved;
import smallbusiness.query.Api;
import smallbusiness.query.Events;
import smallbusiness.query.QueryApiTest;
import tools.jackson.databind.JsonNode;

/** The API shows what the systems publish about an order. */
@QueryApiTest
class OrderProjectionIT {

  @LocalServerPort int port;

  private Api api;
  private final long order = id();
  private final long item = id();
  private final long customer = id();
  private final OrderLine line = line(item, "12.50", 4);

  @BeforeEach
  void client() {
    api = new Api(port);
  }

  @Test
  void an_order_shows_what_the_three_systems_know_about_it() {
    long payment = id();
    publish(
        item(item, "Oak table " + item, "15.00", 9),
        customer(customer, 1, "Ada", "France"),
        order(order, customer, line),
        new StockReserved(order, 1L, reservation(ReservationStatus.HELD)),
        confirmed(2),
        invoice(order, "50.00"),
        transaction(payment, order, "20.00"),
        new InvoiceBalanceChanged(
            order, 2L, new InvoiceState(money("50"), money("20"), InvoiceStatus.PART_PAID)));

    JsonNode shown =
        api.await(
            path(),
            body ->
                body.path("payment_state").asString("").equals("PART_PAID")
                    && body.path("status").asString().equals("CONFIRMED")
                    && body.path("reservation").isObject()
                    && body.path("lines").path(0).path("name").isString()
                    && body.path("customer_name").isString()
                    && body.path("transactions").size() == 1);

    assertThat(shown.at("/lines/0/name").asString()).isEqualTo("Oak table " + item);
    assertThat(shown.at("/lines/0/country_of_origin").asString()).isEqualTo("Portugal");
    assertThat(shown.at("/lines/0/amount").decimalValue()).isEqualByComparingTo("50.00");
    assertThat(shown.at("/reservation/status").asString()).isEqualTo("HELD");
    assertThat(shown.at("/invoice/amount").decimalValue()).isEqualByComparingTo("50");
    assertThat(shown.at("/invoice/paid").decimalValue()).isEqualByComparingTo("20");
    assertThat(shown.at("/invoice/balance").decimalValue()).isEqualByComparingTo("30");
    assertThat(shown.at("/invoice/state").asString()).isEqualTo("PART_PAID");
    assertThat(shown.at("/transactions/0/id").asLong()).isEqualTo(payment);
    assertThat(shown.at("/paid").decimalValue()).isEqualByComparingTo("20");
    assertThat(shown.at("/customer_name").asString()).isEqualTo("Ada");
  }

  @Test
  void events_of_other_topics_may_arrive_before_the_order() {
    publish(transaction(id(), order, "50.00"), invoice(order, "50.00"));
    publish(order(order, customer, line));

    JsonNode shown =
        api.await(path(), body -> body.path("paid").asDouble() == 50 && body.has("invoice"));

    assertThat(shown.at("/lines/0/name").isNull()).isTrue();
    assertThat(shown.at("/customer_name").isNull()).isTrue();
  }

  @Test
  void duplicates_and_replays_change_nothing() {
    List<SpecificRecord> life =
        List.of(
            item(item, "Lamp " + item, "15.00", 9),
            order(order, customer, line),
            confirmed(2),
            new OrderShipped(
                order, 3L, Events.DATE, orderState(customer, OrderStatus.SHIPPED, line)),
            transaction(id(), order, "50.00"));
    List<SpecificRecord> messy = new ArrayList<>();
    for (int round = 0; round < 5; round++) {
      messy.addAll(life);
    }
    Collections.shuffle(messy, new Random(7));

    publish(life);
    publish(messy);
    long last = id();
    publish(order(last, customer, line), transaction(id(), last, "1.00"));
    api.awaitVersion("/api/v1/orders/" + last, 1);
    api.await("/api/v1/orders/" + last, body -> body.path("paid").asInt() == 1);
    JsonNode shown = api.awaitVersion(path(), 3);

    assertThat(shown.path("status").asString()).isEqualTo("SHIPPED");
    assertThat(shown.path("shipped_at").asString()).isEqualTo(Events.DATE.toString());
    assertThat(shown.path("paid").decimalValue()).isEqualByComparingTo("50");
    JsonNode sold = api.await("/api/v1/items/" + item, body -> body.path("sold").asInt() > 0);
    assertThat(sold.path("sold").asInt()).isEqualTo(4);
    assertThat(sold.path("revenue").decimalValue()).isEqualByComparingTo("50");
  }

  @Test
  void a_cancelled_order_no_longer_counts_as_sold() {
    publish(item(item, "Chair " + item, "15.00", 9), order(order, customer, line), confirmed(2));
    api.await("/api/v1/items/" + item, body -> body.path("sold").asInt() == 4);

    publish(new OrderCancelled(order, 3L, orderState(customer, OrderStatus.CANCELLED, line)));
    api.awaitVersion(path(), 3);

    JsonNode shown = api.json("/api/v1/items/" + item);
    assertThat(shown.path("sold").asInt()).isZero();
    assertThat(shown.path("revenue").decimalValue()).isEqualByComparingTo("0");
    assertThat(shown.path("orders").asInt()).isZero();
  }

  @Test
  void a_rejected_order_shows_what_was_short() {
    publish(
        item(item, "Vase " + item, "15.00", 1),
        order(order, customer, line),
        new OrderRejected(
            order,
            2L,
            List.of(new RejectedLine(item, 4L, 1L)),
            orderState(customer, OrderStatus.REJECTED, line)));

    JsonNode shown = api.await(path(), body -> body.at("/shortages/0/name").isString());

    assertThat(shown.at("/shortages/0/wanted").asInt()).isEqualTo(4);
    assertThat(shown.at("/shortages/0/available").asInt()).isEqualTo(1);
    assertThat(shown.path("payment_state").asString()).isEqualTo("NOT_DUE");
  }

  @Test
  void a_voided_or_reassigned_transaction_no_longer_pays_the_order() {
    long voided = id();
    long reassigned = id();
    long other = id();
    publish(
        order(order, customer, line),
        order(other, customer, line),
        transaction(voided, order, "20.00"),
        transaction(reassigned, order, "30.00"),
        new TransactionVoided(voided, 2L, transactionState(order, "20.00", true)),
        new TransactionReassigned(reassigned, 2L, order, transactionState(other, "30.00", false)));

    api.await("/api/v1/orders/" + other, body -> body.path("paid").asInt() == 30);
    JsonNode shown = api.await(path(), body -> body.at("/transactions/0/voided").asBoolean(false));

    assertThat(shown.path("paid").decimalValue()).isEqualByComparingTo("0");
    assertThat(shown.path("transactions")).hasSize(1);
  }

  private String path() {
    return "/api/v1/orders/" + order;
  }

  private OrderConfirmed confirmed(long version) {
    return new OrderConfirmed(order, version, orderState(customer, OrderStatus.CONFIRMED, line));
  }

  private ReservationState reservation(ReservationStatus status) {
    return new ReservationState(status, List.of(new ReservedLine(item, 4L)));
  }
}
