package smallbusiness.local.load;

import java.util.List;

/** {@code customers.csv}: who buys; the business numbers its customers itself. */
final class CustomersTable {

  private static final String KIND = "customer";

  private CustomersTable() {}

  static void load(Loading loading) {
    Tally tally = loading.tally("customers");
    Table table =
        new Table(loading.file("customers.csv"), List.of("id", "name", "email", "country"));
    try (Batch batch = new Batch()) {
      table.read(row -> batch.run(() -> loadOne(loading, row, tally)), loading::report);
    }
    tally.sayTotal();
  }

  private static void loadOne(Loading loading, Row row, Tally tally) {
    try {
      long id = row.whole("id");
      loading.describe(
          KIND,
          row,
          loading.targets().sales().resolve("/sales/customers/" + id),
          id,
          tally,
          () ->
              Loading.body(
                  "name", row.text("name"),
                  "email", row.text("email"),
                  "country", row.text("country")));
    } catch (BadRowException e) {
      loading.report(e);
    }
  }
}
