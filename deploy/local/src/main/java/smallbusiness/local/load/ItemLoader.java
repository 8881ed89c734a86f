package smallbusiness.local.load;

import java.net.URI;

/** Loads {@code items.csv}. */
final class ItemLoader {

  private ItemLoader() {}

  static void load(LoadRun run) {
    Tally items = run.tally("item");
    URI address = run.targets().warehouse().resolve("/warehouse/items");
    run.forEachRow(
        run.file(
            "items.csv", "ref", "name", "description", "country_of_origin", "price", "quantity"),
        row ->
            run.create(
                items,
                row,
                row.reference("ref"),
                address,
                () ->
                    LoadRun.body(
                        "name", row.text("name"),
                        "description", row.text("description"),
                        "country_of_origin", row.text("country_of_origin"),
                        "price", row.decimal("price"),
                        "quantity", row.integer("quantity"))));
    items.printTotal();
  }
}
