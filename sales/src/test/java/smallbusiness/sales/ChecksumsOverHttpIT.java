package smallbusiness.sales;

import static java.nio.charset.StandardCharsets.UTF_8;
import static smallbusiness.sales.SalesClient.fresh;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;
import org.springframework.util.DigestUtils;
import tools.jackson.databind.json.JsonMapper;

/** The checksums and figures of Sales after real commands. */
@SalesTest
class ChecksumsOverHttpIT {

  private static final String EVE =
      "{\"name\": \"Eve\", \"email\": \"eve@shop.example\", \"country\": \"Peru\"}";

  @Autowired SalesClient sales;

  @Test
  void customer_details_are_concealed_and_erased_customers_included() {
    long id = fresh();
    sales.put("/sales/customers/" + id, EVE).exchange().expectStatus().isCreated();

    ok("/actuator/checksums/sales.customer?ids=" + id)
        .jsonPath("$.rows[0].version")
        .isEqualTo(1)
        .jsonPath("$.rows[0].fields.name")
        .isEqualTo(DigestUtils.md5DigestAsHex("Eve".getBytes(UTF_8)));

    sales.delete("/sales/customers/" + id).exchange().expectStatus().isNoContent();
    ok("/actuator/checksums/sales.customer?from=" + id + "&to=" + id)
        .jsonPath("$.ranges[0].rows")
        .isEqualTo(1)
        .jsonPath("$.ranges[0].versions")
        .isEqualTo(2);
    ok("/actuator/checksums/sales.customer?ids=" + id)
        .jsonPath("$.rows[0].version")
        .isEqualTo(2)
        .jsonPath("$.rows[0].fields.name")
        .isEmpty();
  }

  @Test
  void an_order_row_shows_lines_by_item_and_its_total_is_their_sum() {
    String body =
        """
        {"customer_id": 5, "date": "2026-03-02T10:00:00.123456Z",
         "items": [{"id": 9, "price": 2.50, "quantity": 3}, {"id": 4, "price": 1, "quantity": 1}]}
        """;
    byte[] placed =
        sales
            .post("/sales/orders", body)
            .exchange()
            .expectStatus()
            .isCreated()
            .expectBody()
            .returnResult()
            .getResponseBodyContent();
    Object id = JsonMapper.shared().readValue(placed, Map.class).get("id");

    ok("/actuator/checksums/sales.order?ids=" + id)
        .jsonPath("$.rows[0].version")
        .isEqualTo(1)
        .jsonPath("$.rows[0].fields.customer_id")
        .isEqualTo("5")
        .jsonPath("$.rows[0].fields.date")
        .isEqualTo("2026-03-02T10:00:00.123456Z")
        .jsonPath("$.rows[0].fields.status")
        .isEqualTo("PLACED")
        .jsonPath("$.rows[0].fields.lines")
        .isEqualTo("4:1@1.00 9:3@2.50")
        .jsonPath("$.rows[0].fields.total")
        .isEqualTo("8.50");
    ok("/actuator/figures")
        .jsonPath("$[0].figure")
        .isEqualTo("total")
        .jsonPath("$[0].wrong")
        .isEqualTo(0);
  }

  private BodyContentSpec ok(String path) {
    return sales.get(path).exchange().expectStatus().isOk().expectBody();
  }
}
