package smallbusiness.warehouse.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static smallbusiness.messaging.testing.ServiceClient.idOf;
import static smallbusiness.warehouse.Http.freshName;
import static smallbusiness.warehouse.Http.item;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;
import smallbusiness.messaging.testing.TestPublisher;
import smallbusiness.warehouse.Http;
import smallbusiness.warehouse.WarehouseTest;

/** The checksums and figures of Warehouse after real commands and events. */
@WarehouseTest
class ChecksumsOverHttpIT {

  private static final AtomicLong ORDERS = new AtomicLong(40_000);

  @Autowired Http http;
  @Autowired JdbcClient jdbc;
  @Autowired TestPublisher others;

  @Test
  void the_aggregates_of_warehouse_are_listed() {
    ok("/actuator/checksums")
        .jsonPath("$[*].aggregate")
        .value(
            names ->
                assertThat(names.toString()).contains("warehouse.item", "warehouse.reservation"));
    http.get("/actuator/checksums/sales.order").expectStatus().isNotFound();
    http.get("/actuator/checksums/warehouse.item?ids=1,two").expectStatus().isBadRequest();
  }

  @Test
  void an_item_row_shows_its_current_state_and_disappears_on_removal() {
    String name = freshName();
    long id = idOf(http.post("/warehouse/items", item(name, 10)));
    http.put("/warehouse/items/" + id, "{\"description\": \"Green\", \"quantity\": 12}")
        .expectStatus()
        .isOk();

    range("warehouse.item", id, 1, 3);
    ok("/actuator/checksums/warehouse.item?detail=true&from=" + id + "&to=" + id)
        .jsonPath("$.rows.length()")
        .isEqualTo(1)
        .jsonPath("$.rows[0].id")
        .isEqualTo(id)
        .jsonPath("$.rows[0].version")
        .isEqualTo(3)
        .jsonPath("$.rows[0].fields.name")
        .isEqualTo(name)
        .jsonPath("$.rows[0].fields.description")
        .isEqualTo("Green")
        .jsonPath("$.rows[0].fields.country_of_origin")
        .isEqualTo("Japan")
        .jsonPath("$.rows[0].fields.price")
        .isEqualTo("4.50")
        .jsonPath("$.rows[0].fields.quantity")
        .isEqualTo("12")
        .jsonPath("$.rows[0].fields.reserved")
        .isEqualTo("0");

    http.delete("/warehouse/items/" + id).expectStatus().isNoContent();
    range("warehouse.item", id, 0, 0).jsonPath("$.ranges[0].checksum").isEqualTo("0");
    ok("/actuator/checksums/warehouse.item?ids=" + id).jsonPath("$.rows.length()").isEqualTo(0);
  }

  @Test
  void reservation_rows_show_lines_and_shortages_and_their_sum_is_what_is_reserved() {
    long item = http.addItem(10);
    long held = ORDERS.incrementAndGet();
    long tooMuch = ORDERS.incrementAndGet();
    others.publish(Sales.placed(held, item, 4));
    awaitRow(held, "HELD");
    others.publish(Sales.placed(tooMuch, item, 7));
    awaitRow(tooMuch, "SHORT");

    String ids = held + "," + tooMuch;
    ok("/actuator/checksums/warehouse.reservation?ids=" + ids)
        .jsonPath("$.rows[0].fields.lines")
        .isEqualTo(item + ":4")
        .jsonPath("$.rows[0].fields.shortages")
        .isEmpty()
        .jsonPath("$.rows[1].fields.lines")
        .isEqualTo(item + ":7")
        .jsonPath("$.rows[1].fields.shortages")
        .isEqualTo(item + ":7/6");
    long broken = broken();
    jdbc.sql("update item set reserved = reserved + 1 where id = :id").param("id", item).update();
    try {
      assertThat(broken()).isEqualTo(broken + 1);
    } finally {
      jdbc.sql("update item set reserved = reserved - 1 where id = :id").param("id", item).update();
    }
  }

  private long broken() {
    long[] found = new long[1];
    ok("/actuator/figures")
        .jsonPath("$[0].figure")
        .isEqualTo("reserved")
        .jsonPath("$[0].wrong")
        .value(count -> found[0] = ((Number) count).longValue());
    return found[0];
  }

  private void awaitRow(long order, String status) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                ok("/actuator/checksums/warehouse.reservation?ids=" + order)
                    .jsonPath("$.rows[0].fields.status")
                    .isEqualTo(status));
  }

  private BodyContentSpec range(String aggregate, long id, int rows, int versions) {
    return ok("/actuator/checksums/" + aggregate + "?from=" + id + "&to=" + id)
        .jsonPath("$.ranges.length()")
        .isEqualTo(1)
        .jsonPath("$.ranges[0].from")
        .isEqualTo(id)
        .jsonPath("$.ranges[0].to")
        .isEqualTo(id)
        .jsonPath("$.ranges[0].rows")
        .isEqualTo(rows)
        .jsonPath("$.ranges[0].versions")
        .isEqualTo(versions);
  }

  private BodyContentSpec ok(String path) {
    return http.get(path).expectStatus().isOk().expectBody();
  }
}
