package smallbusiness.local.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import smallbusiness.local.terminal.Console;

/** A folder of CSV files. Items and customers are loaded first, then orders, then transactions. */
public final class DataSet {

  private static final List<String> FILES =
      List.of("items.csv", "customers.csv", "orders.csv", "order_lines.csv", "transactions.csv");

  private final Path folder;

  /**
   * Checks that the folder contains at least one of the files.
   *
   * @throws LoadStoppedException when it contains none
   */
  public DataSet(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
    if (FILES.stream().noneMatch(file -> Files.isReadable(this.folder.resolve(file)))) {
      throw new LoadStoppedException(
          this.folder + " contains none of " + String.join(", ", FILES) + ".");
    }
  }

  /**
   * Loads all rows that earlier runs have not loaded.
   *
   * @param fallback the folder for the identifier map if this folder is read-only
   * @return the number of bad rows; each was reported
   * @throws LoadStoppedException when the load cannot continue
   */
  public int loadInto(Targets targets, Path fallback, Console console) {
    Instant started = Instant.now();
    try (ApiClient api = new ApiClient();
        IdentifierMap identifiers = IdentifierMap.open(mapFile(targets, fallback, console))) {
      LoadRun run = new LoadRun(folder, targets, api, identifiers, console);
      console.print("Loading " + folder);
      ItemLoader.load(run);
      CustomerLoader.load(run);
      OrderLoader.load(run);
      TransactionLoader.load(run);
      CancellationLoader.load(run);
      String time = Console.since(started);
      console.print(
          run.badRows() == 0
              ? "Loaded everything in " + time + "."
              : run.badRows() + " rows could not be loaded; the rest took " + time + ".");
      return run.badRows();
    } catch (IOException e) {
      throw new LoadStoppedException("Cannot write the identifier map: " + e);
    }
  }

  private Path mapFile(Targets targets, Path fallback, Console console) throws IOException {
    String name = "ids-" + targets.system() + ".csv";
    if (Files.isWritable(folder)) {
      return folder.resolve(name);
    }
    UUID folderId = UUID.nameUUIDFromBytes(folder.toString().getBytes(StandardCharsets.UTF_8));
    Path file = Files.createDirectories(fallback).resolve(folderId + "-" + name);
    console.print("The folder is read-only: the identifier map is file in " + file);
    return file;
  }
}
