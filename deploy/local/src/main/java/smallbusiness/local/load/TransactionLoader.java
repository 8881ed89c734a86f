package smallbusiness.local.load;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Loads {@code transactions.csv}. A row has no reference of its own: it is identified by its
 * content and the number of equal rows before it.
 */
final class TransactionLoader {

  private final LoadRun run;
  private final Tally transactions;
  private final URI address;

  private TransactionLoader(LoadRun run) {
    this.run = run;
    this.transactions = run.tally("transaction");
    this.address = run.targets().accounting().resolve("/accounting/transactions");
  }

  static void load(LoadRun run) {
    new TransactionLoader(run).load();
  }

  private void load() {
    Map<String, List<CsvRow>> byOrder = new LinkedHashMap<>();
    run.file("transactions.csv", "order_ref", "order_sum", "date")
        .read(
            row ->
                byOrder.computeIfAbsent(row.text("order_ref"), ref -> new ArrayList<>()).add(row),
            run::report);
    try (ParallelTasks tasks = new ParallelTasks()) {
      byOrder.values().forEach(rows -> tasks.run(() -> loadInOrder(rows)));
    }
    transactions.printTotal();
  }

  /** Transactions of one order are created in the order of their rows. */
  private void loadInOrder(List<CsvRow> rows) {
    Map<String, Integer> equalRows = new HashMap<>();
    for (CsvRow row : rows) {
      run.runOrReport(
          () -> {
            String order = row.reference("order_ref");
            long orderId = run.identifier("order", order, row);
            String content = order + " " + row.text("order_sum") + " " + row.text("date");
            run.create(
                transactions,
                row,
                content + " " + equalRows.merge(content, 1, Integer::sum),
                address,
                () ->
                    LoadRun.withDate(
                        row,
                        LoadRun.body("order_id", orderId, "order_sum", row.decimal("order_sum"))));
          });
    }
  }
}
