package smallbusiness.local.load;

import java.util.List;
import java.util.Map;

/** {@code cancellations.csv}, which need not be there: the orders that were called off. */
final class CancellationsTable {

  private static final String KIND = "cancellation";

  private CancellationsTable() {}

  static void load(Loading loading) {
    Tally tally = loading.tally("cancellations");
    try (Batch batch = new Batch()) {
      new Table(loading.file("cancellations.csv"), List.of("order_ref"))
          .read(row -> batch.run(() -> loadOne(loading, row, tally)), loading::report);
    }
    tally.sayTotal();
  }

  private static void loadOne(Loading loading, Row row, Tally tally) {
    try {
      String order = row.reference("order_ref");
      long id =
          loading
              .identifiers()
              .of(OrdersTable.KIND, order)
              .orElseThrow(() -> row.bad("order " + order + " was not loaded"));
      loading.create(
          KIND,
          row,
          order,
          loading.targets().sales().resolve("/sales/orders/" + id + "/cancellation"),
          tally,
          Map::of);
    } catch (BadRowException e) {
      loading.report(e);
    }
  }
}
