package smallbusiness.acceptance.randomlife;

import static org.assertj.core.api.Assertions.assertThat;
import static smallbusiness.acceptance.support.Business.SALES;
import static smallbusiness.acceptance.support.Business.WAREHOUSE;
import static smallbusiness.acceptance.support.Business.newName;

import java.math.BigDecimal;
import java.util.List;
import smallbusiness.acceptance.support.RetryingClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Random commands on items and customers; the model is updated with each. */
final class ItemCommands {

  /** The number of items that are never removed, so that there is something to sell. */
  private static final int MIN_ITEMS = 4;

  private final OrderCommands all;
  private final BusinessModel model;
  private int marks;

  ItemCommands(OrderCommands all) {
    this.all = all;
    this.model = all.model;
  }

  /** Creates an item with little stock; one in ten is free of charge. */
  void add() {
    BigDecimal price =
        all.random.nextInt(10) == 0
            ? new BigDecimal("0.00")
            : BigDecimal.valueOf(100 + all.random.nextInt(2000), 2);
    long pieces = all.random.nextInt(25);
    String body =
        """
        {"name": "%s", "country_of_origin": "Chile", "price": %s, "quantity": %d}"""
            .formatted(newName("Life"), price, pieces);
    RetryingClient.Outcome added = all.once("/warehouse/items", WAREHOUSE, body);
    assertThat(added.status()).as("%s", added).isEqualTo(201);
    synchronized (model) {
      model.supply(added.answer().id(), pieces, price);
    }
  }

  /** Reads an item and updates its quantity and price. */
  void edit() {
    long id = anyItem();
    RetryingClient.Outcome read = RetryingClient.get(WAREHOUSE, "/warehouse/items/" + id);
    assertThat(read.status()).as("%s", read).isEqualTo(200);
    assertStock(read.answer().body());
    long more = all.random.nextLong(12) - 3;
    long quantity = read.answer().body().path("quantity").asLong() + more;
    if (quantity < 0) {
      return;
    }
    BigDecimal price = BigDecimal.valueOf(100 + all.random.nextInt(2000), 2);
    String mark = "edit " + marks++;
    ObjectNode whole = (ObjectNode) read.answer().body().deepCopy();
    whole.put("quantity", quantity).put("price", price).put("description", mark);
    RetryingClient.Outcome edited =
        RetryingClient.put(
            WAREHOUSE,
            "/warehouse/items/" + id,
            whole.toString(),
            "If-Match",
            read.answer().header("ETag"));
    boolean done = edited.status() == 200;
    if (edited.again() && edited.status() == 412) {
      // A first attempt without a response may have taken effect: then the marker is there.
      JsonNode now = RetryingClient.get(WAREHOUSE, "/warehouse/items/" + id).answer().body();
      done = now.path("description").asString("").equals(mark);
    }
    synchronized (model) {
      if (all.calm) {
        boolean sufficient = quantity >= model.reserved(id);
        assertThat(edited.status()).as("%s", edited).isEqualTo(sufficient ? 200 : 409);
      } else {
        assertThat(edited.status()).as("%s", edited).isIn(200, 409, 412);
      }
      if (done) {
        model.supply(id, more, price);
      } else if (edited.status() == 409) {
        assertThat(edited.problem()).isEqualTo("quantity-below-reserved");
      }
    }
  }

  /** Removes an item, which is rejected while it is reserved. */
  void remove() {
    synchronized (model) {
      if (model.items.values().stream().filter(item -> !item.removed()).count() < MIN_ITEMS) {
        return;
      }
    }
    long id = anyItem();
    RetryingClient.Outcome removed = RetryingClient.delete(WAREHOUSE, "/warehouse/items/" + id);
    synchronized (model) {
      if (removed.status() == 409) {
        assertThat(removed.problem()).isEqualTo("item-in-use");
      } else {
        assertThat(removed.status()).as("%s", removed).isIn(204, removed.again() ? 404 : 204);
      }
      if (all.calm) {
        assertThat(removed.status() == 409).as("%s", removed).isEqualTo(model.reserved(id) > 0);
      }
      if (removed.status() != 409) {
        model.remove(id);
      }
    }
  }

  /** Creates or updates a customer. */
  void describe() {
    long id = all.anyCustomer();
    String name = newName("Customer");
    RetryingClient.Outcome described =
        RetryingClient.put(
            SALES,
            "/sales/customers/" + id,
            "{\"name\": \"%s\", \"email\": \"a@b.example\", \"country\": \"Chile\"}"
                .formatted(name));
    assertThat(described.status()).as("%s", described).isIn(200, 201);
    synchronized (model) {
      model.customers.put(id, new BusinessModel.Customer(name));
    }
  }

  /** Erases a customer. */
  void erase() {
    long id = all.anyCustomer();
    RetryingClient.Outcome erased = RetryingClient.delete(SALES, "/sales/customers/" + id);
    assertThat(erased.status()).as("%s", erased).isIn(204, 404);
    synchronized (model) {
      model.customers.put(id, new BusinessModel.Customer(null));
    }
  }

  /** Whether the item was removed. */
  boolean isRemoved(long id) {
    BusinessModel.Item known = model.items.get(id);
    return known != null && known.removed();
  }

  /** Checks an invariant that holds at any time. */
  static void assertStock(JsonNode item) {
    long quantity = item.path("quantity").asLong(-1);
    long reserved = item.path("reserved").asLong(-1);
    assertThat(reserved).as("%s", item).isBetween(0L, quantity);
    assertThat(item.path("available").asLong(-1)).isEqualTo(quantity - reserved);
  }

  private long anyItem() {
    synchronized (model) {
      List<Long> there =
          model.items.keySet().stream().filter(id -> !model.item(id).removed()).toList();
      return there.get(all.random.nextInt(there.size()));
    }
  }
}
