package smallbusiness.local.load;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Loads {@code orders.csv} and {@code order_lines.csv}. */
final class OrderLoader {

  private final LoadRun run;
  private final Map<String, List<CsvRow>> linesByOrder = new HashMap<>();

  private OrderLoader(LoadRun run) {
    this.run = run;
  }

  static void load(LoadRun run) {
    OrderLoader loader = new OrderLoader(run);
    loader.readLines();
    loader.loadOrders();
  }

  private void readLines() {
    run.file("order_lines.csv", "order_ref", "item_ref", "price", "quantity")
        .read(
            row ->
                run.runOrReport(
                    () ->
                        linesByOrder
                            .computeIfAbsent(row.reference("order_ref"), ref -> new ArrayList<>())
                            .add(row)),
            run::report);
  }

  private void loadOrders() {
    Tally orders = run.tally("order");
    URI address = run.targets().sales().resolve("/sales/orders");
    Set<String> known = ConcurrentHashMap.newKeySet();
    run.forEachRow(
        run.file("orders.csv", "ref", "customer_id", "date"),
        row -> {
          known.add(row.text("ref"));
          String ref = row.reference("ref");
          run.create(orders, row, ref, address, () -> body(row, ref));
        });
    linesByOrder.forEach(
        (ref, lines) -> {
          if (!known.contains(ref)) {
            lines.forEach(line -> run.report(line.bad("orders.csv has no order " + ref)));
          }
        });
    orders.printTotal();
  }

  private Map<String, Object> body(CsvRow row, String ref) {
    return LoadRun.withDate(
        row, LoadRun.body("customer_id", row.integer("customer_id"), "items", lines(row, ref)));
  }

  /** A bad line excludes the whole order. */
  private List<Map<String, Object>> lines(CsvRow order, String ref) {
    List<CsvRow> rows = linesByOrder.getOrDefault(ref, List.of());
    List<Map<String, Object>> lines = new ArrayList<>();
    for (CsvRow row : rows) {
      run.runOrReport(() -> lines.add(line(row)));
    }
    if (lines.size() < rows.size()) {
      throw order.bad("order " + ref + " was not loaded because of its lines");
    }
    if (lines.isEmpty()) {
      throw order.bad("order " + ref + " has no lines in order_lines.csv");
    }
    return lines;
  }

  private Map<String, Object> line(CsvRow row) {
    long item = run.identifier("item", row.reference("item_ref"), row);
    return LoadRun.body(
        "id", item, "price", row.decimal("price"), "quantity", row.integer("quantity"));
  }
}
