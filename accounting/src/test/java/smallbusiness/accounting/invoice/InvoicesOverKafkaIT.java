package smallbusiness.accounting.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static smallbusiness.accounting.Orders.event;
import static smallbusiness.events.sales.OrderStatus.CANCELLED;
import static smallbusiness.events.sales.OrderStatus.CONFIRMED;
import static smallbusiness.events.sales.OrderStatus.PLACED;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import smallbusiness.accounting.AccountingTest;
import smallbusiness.accounting.Http;
import smallbusiness.accounting.Orders;
import smallbusiness.accounting.OutboxEvents;
import smallbusiness.events.accounting.InvoiceIssued;
import smallbusiness.events.accounting.InvoiceVoided;
import smallbusiness.messaging.testing.TestPublisher;
import smallbusiness.schemas.Topic;

/** Invoices from Sales' events over Kafka, repeated and late. */
@AccountingTest
class InvoicesOverKafkaIT {

  @Autowired private Http http;
  @Autowired private OutboxEvents outbox;

  @Value("${spring.kafka.bootstrap-servers}")
  private String kafka = "";

  @Test
  void repeated_and_late_events_count_once() {
    List<Long> orders = freshOrders(50);
    List<SpecificRecord> events = new ArrayList<>();
    for (Long order : orders) {
      http.record(order, "10");
      events.add(event(order, 1, PLACED, "100.00"));
      events.add(event(order, 2, CONFIRMED, "100.00"));
      events.add(event(order, 3, CANCELLED, "100.00"));
    }
    List<SpecificRecord> lateCopies = new ArrayList<>(events);
    Collections.shuffle(lateCopies, new Random(1));
    List<Long> last = freshOrders(30);

    try (TestPublisher sales = new TestPublisher(kafka)) {
      sales.publish(events);
      sales.publish(lateCopies);
      sales.publish(last.stream().map(order -> event(order, 2, CONFIRMED, "1.00")).toList());
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(last).allMatch(this::isInvoiced));
    }

    for (Long order : orders) {
      http.expectInvoice(order, "0", "10", "REFUND_DUE");
      assertThat(outbox.of(Topic.ACCOUNTING_INVOICE, order))
          .hasExactlyElementsOfTypes(InvoiceIssued.class, InvoiceVoided.class);
    }
  }

  private boolean isInvoiced(long order) {
    return !outbox.of(Topic.ACCOUNTING_INVOICE, order).isEmpty();
  }

  /** New order ids. Enough of them to reach every partition of a topic. */
  private static List<Long> freshOrders(int count) {
    return LongStream.range(0, count).mapToObj(i -> Orders.fresh()).toList();
  }
}
