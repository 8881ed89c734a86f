package smallbusiness.local.load;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code transactions.csv}: what was paid. A row has no reference of its own: it is known by what
 * it says, and by how many equal rows come before it.
 */
final class TransactionsTable {

  private static final String KIND = "transaction";

  private TransactionsTable() {}

  static void load(Loading loading) {
    Tally tally = loading.tally("transactions");
    Map<String, List<Row>> byOrder = new LinkedHashMap<>();
    new Table(loading.file("transactions.csv"), List.of("order_ref", "order_sum", "date"))
        .read(
            row ->
                byOrder.computeIfAbsent(row.text("order_ref"), ref -> new ArrayList<>()).add(row),
            loading::report);
    try (Batch batch = new Batch()) {
      byOrder.values().forEach(rows -> batch.run(() -> loadAll(loading, rows, tally)));
    }
    tally.sayTotal();
  }

  /** Money of one order moves in the order of the rows. */
  private static void loadAll(Loading loading, List<Row> rows, Tally tally) {
    URI address = loading.targets().accounting().resolve("/accounting/transactions");
    Map<String, Integer> equalRows = new HashMap<>();
    for (Row row : rows) {
      try {
        String order = row.reference("order_ref");
        long orderId =
            loading
                .identifiers()
                .of(OrdersTable.KIND, order)
                .orElseThrow(() -> row.bad("order " + order + " was not loaded"));
        String content = order + " " + row.text("order_sum") + " " + row.text("date");
        int number = equalRows.merge(content, 1, Integer::sum);
        loading.create(
            KIND,
            row,
            content + " " + number,
            address,
            tally,
            () -> {
              Map<String, Object> body =
                  Loading.body("order_id", orderId, "order_sum", row.decimal("order_sum"));
              row.date("date").ifPresent(date -> body.put("date", date.toString()));
              return body;
            });
      } catch (BadRowException e) {
        loading.report(e);
      }
    }
  }
}
