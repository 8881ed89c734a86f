package smallbusiness.local.load;

/** Loads {@code customers.csv}. The business numbers its customers itself. */
final class CustomerLoader {

  private CustomerLoader() {}

  static void load(LoadRun run) {
    Tally customers = run.tally("customer");
    run.forEachRow(
        run.file("customers.csv", "id", "name", "email", "country"),
        row -> {
          long id = row.integer("id");
          run.put(
              customers,
              row,
              id,
              run.targets().sales().resolve("/sales/customers/" + id),
              () ->
                  LoadRun.body(
                      "name", row.text("name"),
                      "email", row.text("email"),
                      "country", row.text("country")));
        });
    customers.printTotal();
  }
}
