package smallbusiness.local.load;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code orders.csv} and {@code order_lines.csv}: what was ordered. */
final class OrdersTable {

  static final String KIND = "order";

  private final Loading loading;
  private final Map<String, List<Row>> linesByOrder = new HashMap<>();

  private OrdersTable(Loading loading) {
    this.loading = loading;
  }

  static void load(Loading loading) {
    OrdersTable table = new OrdersTable(loading);
    table.readLines();
    table.loadOrders();
  }

  private void readLines() {
    new Table(
            loading.file("order_lines.csv"), List.of("order_ref", "item_ref", "price", "quantity"))
        .read(
            row -> {
              try {
                linesByOrder
                    .computeIfAbsent(row.reference("order_ref"), ref -> new ArrayList<>())
                    .add(row);
              } catch (BadRowException e) {
                loading.report(e);
              }
            },
            loading::report);
  }

  private void loadOrders() {
    Tally tally = loading.tally("orders");
    URI address = loading.targets().sales().resolve("/sales/orders");
    Set<String> known = new HashSet<>();
    try (Batch batch = new Batch()) {
      new Table(loading.file("orders.csv"), List.of("ref", "customer_id", "date"))
          .read(
              row -> {
                known.add(row.text("ref"));
                batch.run(() -> loadOne(row, address, tally));
              },
              loading::report);
    }
    linesByOrder.forEach(
        (ref, lines) -> {
          if (!known.contains(ref)) {
            lines.forEach(line -> loading.report(line.bad("orders.csv has no order " + ref)));
          }
        });
    tally.sayTotal();
  }

  private void loadOne(Row row, URI address, Tally tally) {
    try {
      String ref = row.reference("ref");
      loading.create(
          KIND,
          row,
          ref,
          address,
          tally,
          () -> {
            Map<String, Object> body =
                Loading.body("customer_id", row.whole("customer_id"), "items", lines(row, ref));
            row.date("date").ifPresent(date -> body.put("date", date.toString()));
            return body;
          });
    } catch (BadRowException e) {
      loading.report(e);
    }
  }

  /** An order goes in whole or not at all: a bad line keeps it out. */
  private List<Map<String, Object>> lines(Row order, String ref) {
    List<Map<String, Object>> lines = new ArrayList<>();
    boolean bad = false;
    for (Row row : linesByOrder.getOrDefault(ref, List.of())) {
      try {
        String item = row.reference("item_ref");
        long id =
            loading
                .identifiers()
                .of(ItemsTable.KIND, item)
                .orElseThrow(() -> row.bad("item " + item + " was not loaded"));
        lines.add(
            Loading.body(
                "id", id, "price", row.decimal("price"), "quantity", row.whole("quantity")));
      } catch (BadRowException e) {
        loading.report(e);
        bad = true;
      }
    }
    if (bad) {
      throw order.bad("order " + ref + " was not loaded because of its lines");
    }
    if (lines.isEmpty()) {
      throw order.bad("order " + ref + " has no lines in order_lines.csv");
    }
    return lines;
  }
}
