package smallbusiness.local.load;

import java.util.Map;

/** Loads {@code cancellations.csv}: the cancelled orders. The file is optional. */
final class CancellationLoader {

  private CancellationLoader() {}

  static void load(LoadRun run) {
    Tally cancellations = run.tally("cancellation");
    run.forEachRow(
        run.file("cancellations.csv", "order_ref"),
        row -> {
          String order = row.reference("order_ref");
          String path = "/sales/orders/" + run.identifier("order", order, row) + "/cancellation";
          run.create(cancellations, row, order, run.targets().sales().resolve(path), Map::of);
        });
    cancellations.printTotal();
  }
}
