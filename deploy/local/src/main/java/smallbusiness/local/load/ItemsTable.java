package smallbusiness.local.load;

import java.net.URI;
import java.util.List;

/** {@code items.csv}: what the warehouse has. */
final class ItemsTable {

  static final String KIND = "item";

  private ItemsTable() {}

  static void load(Loading loading) {
    Tally tally = loading.tally("items");
    URI address = loading.targets().warehouse().resolve("/warehouse/items");
    Table table =
        new Table(
            loading.file("items.csv"),
            List.of("ref", "name", "description", "country_of_origin", "price", "quantity"));
    try (Batch batch = new Batch()) {
      table.read(row -> batch.run(() -> loadOne(loading, row, address, tally)), loading::report);
    }
    tally.sayTotal();
  }

  private static void loadOne(Loading loading, Row row, URI address, Tally tally) {
    try {
      loading.create(
          KIND,
          row,
          row.reference("ref"),
          address,
          tally,
          () ->
              Loading.body(
                  "name", row.text("name"),
                  "description", row.text("description"),
                  "country_of_origin", row.text("country_of_origin"),
                  "price", row.decimal("price"),
                  "quantity", row.whole("quantity")));
    } catch (BadRowException e) {
      loading.report(e);
    }
  }
}
