package smallbusiness.accounting.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static smallbusiness.messaging.testing.ServiceClient.idOf;
import static smallbusiness.messaging.testing.ServiceClient.problem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import smallbusiness.accounting.AccountingTest;
import smallbusiness.accounting.Http;
import smallbusiness.accounting.Orders;
import smallbusiness.accounting.OutboxEvents;
import smallbusiness.schemas.Topic;

/** Transactions over HTTP. */
@AccountingTest
class TransactionApiIT {

  private static final String PATH = "/accounting/transactions";

  @Autowired private Http http;
  @Autowired private OutboxEvents outbox;

  private final long order = Orders.fresh();

  @Test
  void a_payment_is_recorded_and_can_be_read() {
    String location =
        http.post(PATH, "{\"order_id\":%d,\"order_sum\":20.5}".formatted(order))
            .expectStatus()
            .isCreated()
            .expectHeader()
            .valueEquals(HttpHeaders.ETAG, "\"1\"")
            .returnResult()
            .getResponseHeaders()
            .getFirst(HttpHeaders.LOCATION);

    assertThat(location).isNotNull();
    http.get(String.valueOf(location))
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals(HttpHeaders.ETAG, "\"1\"")
        .expectBody()
        .jsonPath("$.id")
        .isNumber()
        .jsonPath("$.order_id")
        .isEqualTo(order)
        .jsonPath("$.order_sum")
        .isEqualTo(20.50)
        .jsonPath("$.date")
        .isNotEmpty()
        .jsonPath("$.voided")
        .isEqualTo(false)
        .jsonPath("$.version")
        .isEqualTo(1);
  }

  @Test
  void money_has_two_decimals_and_times_are_utc() {
    long id =
        idOf(
            http.post(
                PATH,
                "{\"order_id\":%d,\"order_sum\":20.5,\"date\":\"2026-03-02T10:00:00.123456+02:00\"}"
                    .formatted(order)));

    http.get(PATH + "/" + id)
        .expectBody(String.class)
        .isEqualTo(
            "{\"id\":%d,\"order_id\":%d,\"order_sum\":20.50,\"date\":\"2026-03-02T08:00:00.123456Z\",\"voided\":false,\"version\":1}"
                .formatted(id, order));
  }

  @Test
  void only_the_given_fields_are_changed() {
    long id = http.record(order, "20.00");
    long other = Orders.fresh();

    http.put(PATH + "/" + id, "{\"order_id\":%d,\"order_sum\":-3}".formatted(other))
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals(HttpHeaders.ETAG, "\"3\"")
        .expectBody()
        .jsonPath("$.order_id")
        .isEqualTo(other)
        .jsonPath("$.order_sum")
        .isEqualTo(-3.00)
        .jsonPath("$.date")
        .isEqualTo("2026-03-02T10:00:00Z");
    http.put(PATH + "/" + id, "{}").expectStatus().isOk();
    http.put(PATH + "/" + id, "{\"order_sum\":-3.00}")
        .expectHeader()
        .valueEquals(HttpHeaders.ETAG, "\"3\"");

    assertThat(outbox.of(Topic.ACCOUNTING_TRANSACTION, id))
        .extracting(event -> event.getSchema().getName())
        .containsExactly("TransactionRecorded", "TransactionReassigned", "TransactionCorrected");
  }

  @Test
  void a_whole_resource_can_be_sent_back_edited() {
    String path = PATH + "/" + http.record(order, "20.00");
    String whole = text(path);

    http.put(path, whole).expectStatus().isOk();
    assertThat(text(path)).isEqualTo(whole);
    http.put(path, whole.replace("20.00", "21.5")).expectStatus().isOk();

    assertThat(text(path))
        .isEqualTo(whole.replace("20.00", "21.50").replace("\"version\":1", "\"version\":2"));
  }

  @ParameterizedTest
  @CsvSource({"id,999999999", "voided,true", "version,2"})
  void a_different_value_for_a_read_only_field_is_refused(String field, String value) {
    String path = PATH + "/" + http.record(order, "20.00");
    String before = text(path);

    problem(
            http.put(path, "{\"order_sum\":1,\"%s\":%s}".formatted(field, value)),
            400,
            "read-only-field")
        .jsonPath("$.errors[0].field")
        .isEqualTo(field);
    assertThat(text(path)).isEqualTo(before);
  }

  private String text(String path) {
    return String.valueOf(http.get(path).expectBody(String.class).returnResult().getResponseBody());
  }

  @Test
  void a_deleted_transaction_is_void_and_stays_readable_with_its_history() {
    long id = http.record(order, "20.00");

    http.delete(PATH + "/" + id).expectStatus().isNoContent();
    http.delete(PATH + "/" + id).expectStatus().isNoContent();

    http.get(PATH + "/" + id).expectBody().jsonPath("$.voided").isEqualTo(true);
    http.get(PATH + "/" + id + "/history")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.length()")
        .isEqualTo(2)
        .jsonPath("$[0].event")
        .isEqualTo("TransactionRecorded")
        .jsonPath("$[0].voided")
        .isEqualTo(false)
        .jsonPath("$[1].event")
        .isEqualTo("TransactionVoided")
        .jsonPath("$[1].version")
        .isEqualTo(2)
        .jsonPath("$[1].order_sum")
        .isEqualTo(20.00)
        .jsonPath("$[1].recorded_at")
        .isNotEmpty();
    assertThat(outbox.of(Topic.ACCOUNTING_TRANSACTION, id)).hasSize(2);
  }

  @Test
  void a_void_transaction_cannot_be_changed() {
    long id = http.record(order, "20.00");
    http.delete(PATH + "/" + id).expectStatus().isNoContent();

    problem(http.put(PATH + "/" + id, "{\"order_sum\":5}"), 409, "transaction-void")
        .jsonPath("$.transaction_id")
        .isEqualTo(id);
    assertThat(outbox.of(Topic.ACCOUNTING_TRANSACTION, id)).hasSize(2);
  }

  @Test
  void void_transactions_are_listed_only_on_request() {
    long live = http.record(order, "20.00");
    long voided = http.record(order, "30.00");
    http.delete(PATH + "/" + voided).expectStatus().isNoContent();

    String list = PATH + "?order_id=" + order;
    http.get(list)
        .expectBody()
        .jsonPath("$[*].id")
        .value(ids -> assertThat(ids).asInstanceOf(LIST).containsExactly((int) live));
    http.get(list + "&voided=true")
        .expectBody()
        .jsonPath("$[*].id")
        .value(ids -> assertThat(ids).asInstanceOf(LIST).containsExactly((int) voided));
    http.get(list + "&voided=all")
        .expectBody()
        .jsonPath("$[*].id")
        .value(ids -> assertThat(ids).asInstanceOf(LIST).containsExactly((int) live, (int) voided));
    problem(http.get(list + "&voided=maybe"), 400, "invalid-parameter")
        .jsonPath("$.errors[0].field")
        .isEqualTo("voided");
  }

  @Test
  void pages_link_to_the_next_page() {
    long first = http.record(order, "1.00");
    long second = http.record(order, "2.00");

    String link =
        http.get(PATH + "?limit=1&order_id=" + order)
            .expectBody()
            .jsonPath("$[*].id")
            .value(ids -> assertThat(ids).asInstanceOf(LIST).containsExactly((int) first))
            .returnResult()
            .getResponseHeaders()
            .getFirst(HttpHeaders.LINK);
    assertThat(link).isNotNull().endsWith(">; rel=\"next\"");
    String next = String.valueOf(link).replaceAll("<(.*)>.*", "$1");
    http.get(next)
        .expectHeader()
        .doesNotExist(HttpHeaders.LINK)
        .expectBody()
        .jsonPath("$[*].id")
        .value(ids -> assertThat(ids).asInstanceOf(LIST).containsExactly((int) second));
  }

  @Test
  void a_change_with_a_stale_etag_is_refused() {
    long id = http.record(order, "20.00");
    http.put(PATH + "/" + id, "{\"order_sum\":21}").expectStatus().isOk();

    problem(http.put(PATH + "/" + id, "{\"order_sum\":22}", "\"1\""), 412, "precondition-failed");
    http.put(PATH + "/" + id, "{\"order_sum\":23}", "\"1\", \"2\"").expectStatus().isOk();
    problem(
        http.client().delete().uri(PATH + "/" + id).header("If-Match", "\"2\"").exchange(),
        412,
        "precondition-failed");
    http.get(PATH + "/" + id).expectBody().jsonPath("$.order_sum").isEqualTo(23.00);
  }

  @Test
  void a_payment_repeated_under_its_idempotency_key_is_recorded_once() {
    String body = "{\"order_id\":%d,\"order_sum\":20}".formatted(order);

    long first = idOf(keyed("payment-of-" + order, body));
    long again = idOf(keyed("payment-of-" + order, body));

    assertThat(again).isEqualTo(first);
    assertThat(outbox.of(Topic.ACCOUNTING_TRANSACTION, first)).hasSize(1);
    http.get(PATH + "?order_id=" + order).expectBody().jsonPath("$.length()").isEqualTo(1);
    problem(
        keyed("payment-of-" + order, "{\"order_id\":%d,\"order_sum\":21}".formatted(order)),
        422,
        "idempotency-key-reused");
  }

  private ResponseSpec keyed(String key, String body) {
    return http.client()
        .post()
        .uri(PATH)
        .header("Idempotency-Key", key)
        .contentType(MediaType.APPLICATION_JSON)
        .body(body)
        .exchange();
  }
}
