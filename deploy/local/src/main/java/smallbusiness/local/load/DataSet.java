package smallbusiness.local.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import smallbusiness.local.Console;

/**
 * A folder of CSV files, and how it gets into a system: items and customers before orders before
 * money.
 */
public final class DataSet {

  private static final List<String> FILES =
      List.of("items.csv", "customers.csv", "orders.csv", "order_lines.csv", "transactions.csv");

  private final Path folder;

  /**
   * @param folder holds the files
   * @throws LoadStoppedException when it holds none of them
   */
  public DataSet(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
    if (FILES.stream().noneMatch(file -> Files.isReadable(this.folder.resolve(file)))) {
      throw new LoadStoppedException(
          this.folder + " holds none of " + String.join(", ", FILES) + ".");
    }
  }

  /**
   * Brings all of it in, except what an earlier load brought in.
   *
   * @param targets the system
   * @param spare where the map of identifiers is kept when the folder cannot be written
   * @return the number of rows that could not be loaded; each was reported
   * @throws LoadStoppedException when the load could not go on
   */
  public int loadInto(Targets targets, Path spare, Console console) {
    Instant started = Instant.now();
    try (Api api = new Api();
        Identifiers identifiers = Identifiers.open(mapFile(targets, spare, console))) {
      Loading loading = new Loading(folder, targets, api, identifiers, console);
      console.say("Loading " + folder);
      ItemsTable.load(loading);
      CustomersTable.load(loading);
      OrdersTable.load(loading);
      TransactionsTable.load(loading);
      CancellationsTable.load(loading);
      console.say(
          loading.badRows() == 0
              ? "Loaded all in " + Console.since(started) + "."
              : loading.badRows()
                  + " rows could not be loaded; the rest took "
                  + Console.since(started)
                  + ".");
      return loading.badRows();
    } catch (IOException e) {
      throw new LoadStoppedException("Cannot write the map of identifiers: " + e);
    }
  }

  private Path mapFile(Targets targets, Path spare, Console console) throws IOException {
    String name = "ids-" + targets.system() + ".csv";
    if (Files.isWritable(folder)) {
      return folder.resolve(name);
    }
    UUID folderId = UUID.nameUUIDFromBytes(folder.toString().getBytes(StandardCharsets.UTF_8));
    Path kept = Files.createDirectories(spare).resolve(folderId + "-" + name);
    console.say("The folder cannot be written: the map of identifiers is kept in " + kept);
    return kept;
  }
}
