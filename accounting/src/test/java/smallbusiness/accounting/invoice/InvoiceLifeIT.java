package smallbusiness.accounting.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static smallbusiness.accounting.Orders.event;
import static smallbusiness.events.sales.OrderStatus.CANCELLED;
import static smallbusiness.events.sales.OrderStatus.CONFIRMED;
import static smallbusiness.events.sales.OrderStatus.PLACED;
import static smallbusiness.events.sales.OrderStatus.REJECTED;
import static smallbusiness.events.sales.OrderStatus.SHIPPED;
import static smallbusiness.messaging.testing.ServiceClient.problem;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import smallbusiness.accounting.AccountingTest;
import smallbusiness.accounting.Http;
import smallbusiness.accounting.Orders;
import smallbusiness.accounting.OutboxEvents;
import smallbusiness.schemas.Topic;

/** Invoices that follow payments and orders. */
@AccountingTest
class InvoiceLifeIT {

  private static final String INVOICES = "/accounting/invoices";
  private static final String TRANSACTIONS = "/accounting/transactions";

  @Autowired private Http http;
  @Autowired private Orders orders;
  @Autowired private OutboxEvents outbox;

  private final long order = Orders.fresh();

  @Test
  void a_confirmed_order_is_invoiced_and_paid_in_parts() {
    orders.apply(event(order, 1, PLACED, "100.00"), event(order, 2, CONFIRMED, "100.00"));
    http.expectInvoice(order, "100", "0", "OPEN");

    long first = http.record(order, "40");
    http.expectInvoice(order, "100", "40", "PART_PAID");
    http.record(order, "60");
    http.get(INVOICES + "/" + order)
        .expectHeader()
        .valueEquals(HttpHeaders.ETAG, "\"3\"")
        .expectBody()
        .jsonPath("$.state")
        .isEqualTo("PAID")
        .jsonPath("$.balance")
        .isEqualTo(0.00)
        .jsonPath("$.version")
        .isEqualTo(3)
        .jsonPath("$.transactions.length()")
        .isEqualTo(2)
        .jsonPath("$.transactions[0].id")
        .isEqualTo(first)
        .jsonPath("$.transactions[0].order_sum")
        .isEqualTo(40.00);
    assertThat(invoiceEvents(order))
        .containsExactly("InvoiceIssued", "InvoiceBalanceChanged", "InvoiceBalanceChanged");
  }

  @Test
  void a_payment_before_its_order_waits_for_the_invoice() {
    http.record(order, "120");
    problem(http.get(INVOICES + "/" + order), 404, "unknown-invoice");

    orders.apply(event(order, 2, CONFIRMED, "100.00"));

    http.expectInvoice(order, "100", "120", "OVERPAID");
    assertThat(invoiceEvents(order)).containsExactly("InvoiceIssued");
  }

  @Test
  void an_order_is_not_due_before_it_is_confirmed() {
    orders.apply(event(order, 1, PLACED, "100.00"), event(order, 2, PLACED, "100.00"));

    problem(http.get(INVOICES + "/" + order), 404, "unknown-invoice");
  }

  @Test
  void an_order_with_a_total_of_zero_is_paid_at_once() {
    orders.apply(event(order, 2, CONFIRMED, "0.00"));

    http.expectInvoice(order, "0", "0", "PAID");
  }

  @Test
  void corrected_and_void_payments_change_the_invoice() {
    orders.apply(event(order, 2, CONFIRMED, "100.00"));
    long payment = http.record(order, "40");

    http.put(TRANSACTIONS + "/" + payment, "{\"order_sum\":100}").expectStatus().isOk();
    http.expectInvoice(order, "100", "100", "PAID");
    http.put(TRANSACTIONS + "/" + payment, "{\"date\":\"2026-03-01T10:00:00Z\"}")
        .expectStatus()
        .isOk();
    http.delete(TRANSACTIONS + "/" + payment).expectStatus().isNoContent();
    http.expectInvoice(order, "100", "0", "OPEN");
    assertThat(invoiceEvents(order)).hasSize(4);
  }

  @Test
  void a_reassigned_payment_changes_two_invoices() {
    long other = Orders.fresh();
    orders.apply(event(other, 2, CONFIRMED, "50.00"), event(order, 2, CONFIRMED, "100.00"));
    long payment = http.record(other, "100");
    http.expectInvoice(other, "50", "100", "OVERPAID");

    http.put(TRANSACTIONS + "/" + payment, "{\"order_id\":" + order + "}").expectStatus().isOk();

    http.expectInvoice(other, "50", "0", "OPEN");
    http.expectInvoice(order, "100", "100", "PAID");
  }

  @Test
  void a_cancelled_order_is_void_once_it_is_refunded() {
    orders.apply(event(order, 2, CONFIRMED, "100.00"));
    http.record(order, "100");
    orders.apply(event(order, 3, CANCELLED, "100.00"));
    http.expectInvoice(order, "0", "100", "REFUND_DUE");

    http.record(order, "-100");

    http.expectInvoice(order, "0", "0", "VOID");
    assertThat(invoiceEvents(order))
        .containsExactly(
            "InvoiceIssued", "InvoiceBalanceChanged", "InvoiceVoided", "InvoiceBalanceChanged");
  }

  @Test
  void a_cancelled_order_that_was_shipped_anyway_is_due_again() {
    orders.apply(event(order, 2, CONFIRMED, "100.00"));
    http.record(order, "100");
    orders.apply(event(order, 3, CANCELLED, "100.00"), event(order, 4, SHIPPED, "100.00"));

    http.expectInvoice(order, "100", "100", "PAID");
    orders.apply(event(order, 3, CANCELLED, "100.00"), event(order, 4, SHIPPED, "100.00"));
    assertThat(invoiceEvents(order))
        .containsExactly(
            "InvoiceIssued", "InvoiceBalanceChanged", "InvoiceVoided", "InvoiceBalanceChanged");
  }

  @Test
  void a_payment_for_a_rejected_order_becomes_a_refund_due() {
    orders.apply(event(order, 1, PLACED, "100.00"), event(order, 2, REJECTED, "100.00"));
    problem(http.get(INVOICES + "/" + order), 404, "unknown-invoice");

    http.record(order, "100");

    http.expectInvoice(order, "0", "100", "REFUND_DUE");
    assertThat(invoiceEvents(order)).containsExactly("InvoiceVoided");
  }

  @Test
  void invoices_are_listed_by_state() {
    long paid = Orders.fresh();
    orders.apply(event(order, 2, CONFIRMED, "100.00"), event(paid, 2, CONFIRMED, "0.00"));

    String next = INVOICES + "?limit=1&after=" + (order - 1);
    http.get(next).expectBody().jsonPath("$[0].order_id").isEqualTo(order);
    http.get(next + "&state=OPEN")
        .expectBody()
        .jsonPath("$[0].order_id")
        .isEqualTo(order)
        .jsonPath("$[0].transactions")
        .doesNotExist();
    http.get(next + "&state=PAID").expectBody().jsonPath("$[0].order_id").isEqualTo(paid);
    problem(http.get(INVOICES + "?state=LOST"), 400, "invalid-parameter");
  }

  private List<String> invoiceEvents(long id) {
    return outbox.of(Topic.ACCOUNTING_INVOICE, id).stream()
        .map(event -> event.getSchema().getName())
        .toList();
  }
}
