package smallbusiness.sales.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static smallbusiness.sales.SalesClient.fresh;
import static smallbusiness.sales.WarehouseActor.added;
import static smallbusiness.sales.WarehouseActor.changed;
import static smallbusiness.sales.WarehouseActor.removed;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import smallbusiness.sales.SalesClient;
import smallbusiness.sales.SalesTest;
import smallbusiness.sales.WarehouseActor;

@SalesTest
class CatalogueIT {

  @Autowired SalesClient sales;
  @Autowired WarehouseActor warehouse;

  @Test
  void an_item_added_by_warehouse_is_for_sale() {
    long id = fresh();

    warehouse.publish(added(id, "Olives", "4.5", 10));

    awaitKnown(id);
    sales
        .get(itemAt(id))
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$[0].name")
        .isEqualTo("Olives")
        .jsonPath("$[0].price")
        .isEqualTo(4.5)
        .jsonPath("$[0].country_of_origin")
        .isEqualTo("Spain")
        .jsonPath("$[0].available")
        .isEqualTo(10);
  }

  @Test
  void an_older_event_never_replaces_a_newer_one() {
    long id = fresh();
    long marker = fresh();

    warehouse.publish(added(id, "Olives", "4.50", 10), changed(id, 3, "Green olives", "5.00"));
    awaitKnown(id);
    warehouse.publish(
        changed(id, 2, "Black olives", "9.00"),
        added(id, "Olives", "4.50", 10),
        added(marker, "Capers", "1.00", 1));
    awaitKnown(marker);

    sales.get(itemAt(id)).exchange().expectBody().jsonPath("$[0].name").isEqualTo("Green olives");
  }

  @Test
  void a_removed_item_is_no_longer_for_sale_and_refused_in_new_orders() {
    long id = fresh();
    warehouse.publish(added(id, "Olives", "4.50", 10));
    awaitKnown(id);

    warehouse.publish(removed(id, 2, "Olives"));

    await().until(() -> !forSale(id));
    String order =
        """
        {"customer_id": 7, "items": [{"id": %d, "price": 1, "quantity": 1},
                                     {"id": %d, "price": 4.50, "quantity": 1}]}
        """
            .formatted(fresh(), id);
    sales
        .post("/sales/orders", order)
        .exchange()
        .expectStatus()
        .isEqualTo(422)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:problem:removed-item")
        .jsonPath("$.errors.length()")
        .isEqualTo(1)
        .jsonPath("$.errors[0].field")
        .isEqualTo("items[1].id");
  }

  @Test
  void an_item_missing_from_the_catalogue_can_be_ordered() {
    String order =
        "{\"customer_id\": 7, \"items\": [{\"id\": %d, \"price\": 1, \"quantity\": 1}]}"
            .formatted(fresh());

    sales.post("/sales/orders", order).exchange().expectStatus().isCreated();
  }

  @Test
  void items_are_listed_page_by_page() {
    long first = fresh();
    long second = fresh();
    warehouse.publish(added(second, "Capers", "1.00", 1), added(first, "Olives", "4.50", 10));
    awaitKnown(first);
    awaitKnown(second);

    sales
        .get("/sales/sold_items?limit=1&after=" + (first - 1))
        .exchange()
        .expectHeader()
        .value(HttpHeaders.LINK, link -> assertThat(link).contains("after=" + first))
        .expectBody()
        .jsonPath("$.length()")
        .isEqualTo(1);
  }

  private void awaitKnown(long id) {
    await().until(() -> forSale(id));
  }

  private boolean forSale(long id) {
    byte[] body =
        sales.get(itemAt(id)).exchange().expectBody().returnResult().getResponseBodyContent();
    return new String(body, UTF_8).contains("\"id\":" + id + ",");
  }

  private static String itemAt(long id) {
    return "/sales/sold_items?limit=1&after=" + (id - 1);
  }
}
