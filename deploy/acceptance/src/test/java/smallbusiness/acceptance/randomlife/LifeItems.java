package smallbusiness.acceptance.randomlife;

import static org.assertj.core.api.Assertions.assertThat;
import static smallbusiness.acceptance.support.Business.SALES;
import static smallbusiness.acceptance.support.Business.WAREHOUSE;
import static smallbusiness.acceptance.support.Business.newName;

import java.math.BigDecimal;
import java.util.List;
import smallbusiness.acceptance.support.Patient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What people do to items and customers, each told to the model. */
final class LifeItems {

  /** Items that are always left, so that there is something to sell. */
  private static final int FEWEST = 4;

  private final LifeCommands all;
  private final LifeModel model;
  private int marks;

  LifeItems(LifeCommands all) {
    this.all = all;
    this.model = all.model;
  }

  /** Adds an item, scarce on the whole; one in ten is free of charge. */
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
    Patient.Outcome added = all.once("/warehouse/items", WAREHOUSE, body);
    assertThat(added.status()).as("%s", added).isEqualTo(201);
    synchronized (model) {
      model.supply(added.answer().id(), pieces, price);
    }
  }

  /** Reads an item, edits it and sends it back whole: more or fewer pieces, another price. */
  void edit() {
    long id = anyItem();
    Patient.Outcome read = Patient.get(WAREHOUSE, "/warehouse/items/" + id);
    assertThat(read.status()).as("%s", read).isEqualTo(200);
    soundStock(read.answer().body());
    long more = all.random.nextLong(12) - 3;
    long quantity = read.answer().body().path("quantity").asLong() + more;
    if (quantity < 0) {
      return;
    }
    BigDecimal price = BigDecimal.valueOf(100 + all.random.nextInt(2000), 2);
    String mark = "edit " + marks++;
    ObjectNode whole = (ObjectNode) read.answer().body().deepCopy();
    whole.put("quantity", quantity).put("price", price).put("description", mark);
    Patient.Outcome edited =
        Patient.put(
            WAREHOUSE,
            "/warehouse/items/" + id,
            whole.toString(),
            "If-Match",
            read.answer().header("ETag"));
    boolean done = edited.status() == 200;
    if (edited.again() && edited.status() == 412) {
      // The first time may have counted although nobody heard of it: then the mark is there.
      JsonNode now = Patient.get(WAREHOUSE, "/warehouse/items/" + id).answer().body();
      done = now.path("description").asString("").equals(mark);
    }
    synchronized (model) {
      if (all.calm) {
        boolean enough = quantity >= model.reserved(id);
        assertThat(edited.status()).as("%s", edited).isEqualTo(enough ? 200 : 409);
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

  /** Takes an item out of the books, which is refused while orders hold pieces of it. */
  void remove() {
    synchronized (model) {
      if (model.items.values().stream().filter(item -> !item.removed()).count() < FEWEST) {
        return;
      }
    }
    long id = anyItem();
    Patient.Outcome removed = Patient.delete(WAREHOUSE, "/warehouse/items/" + id);
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

  /** Describes a customer, for the first time or anew. */
  void describe() {
    long id = all.anyCustomer();
    String name = newName("Customer");
    Patient.Outcome described =
        Patient.put(
            SALES,
            "/sales/customers/" + id,
            "{\"name\": \"%s\", \"email\": \"a@b.example\", \"country\": \"Chile\"}"
                .formatted(name));
    assertThat(described.status()).as("%s", described).isIn(200, 201);
    synchronized (model) {
      model.customers.put(id, new LifeModel.Customer(name));
    }
  }

  /** Forgets a customer. */
  void erase() {
    long id = all.anyCustomer();
    Patient.Outcome erased = Patient.delete(SALES, "/sales/customers/" + id);
    assertThat(erased.status()).as("%s", erased).isIn(204, 404);
    synchronized (model) {
      model.customers.put(id, new LifeModel.Customer(null));
    }
  }

  /** Whether the item was there once and is no more. */
  boolean gone(long id) {
    LifeModel.Item known = model.items.get(id);
    return known != null && known.removed();
  }

  /** What must be so at any moment. */
  static void soundStock(JsonNode item) {
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
