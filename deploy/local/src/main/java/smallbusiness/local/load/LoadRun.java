package smallbusiness.local.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import smallbusiness.local.terminal.Console;

/** One run of the loader: loads each row once, reports bad rows and continues. Thread-safe. */
final class LoadRun {

  private final Path folder;
  private final Targets targets;
  private final ApiClient api;
  private final IdentifierMap identifiers;
  private final Console console;
  private final AtomicInteger badRows = new AtomicInteger();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  LoadRun(Path folder, Targets targets, ApiClient api, IdentifierMap identifiers, Console console) {
    this.folder = folder;
    this.targets = targets;
    this.api = api;
    this.identifiers = identifiers;
    this.console = console;
  }

  CsvFile file(String name, String... columns) {
    return new CsvFile(folder.resolve(name), List.of(columns));
  }

  Targets targets() {
    return targets;
  }

  int badRows() {
    return badRows.get();
  }

  /** Starts counting the loaded rows of a kind, such as {@code order}. */
  Tally tally(String kind) {
    return new Tally(kind, console);
  }

  /** Calls {@code action} for each row of the file, several at a time; bad rows are reported. */
  void forEachRow(CsvFile file, Consumer<CsvRow> action) {
    try (ParallelTasks tasks = new ParallelTasks()) {
      file.read(row -> tasks.run(() -> runOrReport(() -> action.accept(row))), this::report);
    }
  }

  /** Runs the action and reports the row if it is bad. */
  void runOrReport(Runnable action) {
    try {
      action.run();
    } catch (BadRowException e) {
      report(e);
    }
  }

  void report(BadRowException bad) {
    badRows.incrementAndGet();
    console.print("  " + bad.getMessage());
  }

  /**
   * Returns the identifier of a resource that the data set refers to.
   *
   * @throws BadRowException when it was not loaded
   */
  long identifier(String kind, String ref, CsvRow row) {
    return identifiers
        .find(kind, ref)
        .orElseThrow(() -> row.bad(kind + " " + ref + " was not loaded"));
  }

  /**
   * Creates the resource that the row describes, unless an earlier run has created it.
   *
   * @param ref the data set's reference
   * @throws BadRowException when the row is bad or the system refuses it
   */
  void create(Tally tally, CsvRow row, String ref, URI address, Supplier<Map<String, ?>> body) {
    once(
        tally,
        row,
        ref,
        () ->
            api.post(address, idempotencyKey(tally.kind(), ref), body.get()).path("id").asLong(0));
  }

  /** Like {@link #create}, for a resource whose identifier is in the row. */
  void put(Tally tally, CsvRow row, long id, URI address, Supplier<Map<String, ?>> body) {
    once(tally, row, Long.toString(id), () -> api.put(address, body.get()).path("id").asLong(id));
  }

  private void once(Tally tally, CsvRow row, String ref, LongSupplier call) {
    String kind = tally.kind();
    if (!seen.add(kind + "," + ref)) {
      throw row.bad(kind + " " + ref + " appears more than once");
    }
    if (identifiers.find(kind, ref).isPresent()) {
      tally.addLoadedEarlier();
      return;
    }
    try {
      identifiers.add(kind, ref, call.getAsLong());
      tally.addLoaded();
    } catch (ApiClient.RefusedException e) {
      throw row.bad(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same key in every run, so that a repeated request creates nothing. */
  private String idempotencyKey(String kind, String ref) {
    String name = identifiers.dataSet() + "/" + kind + "/" + ref;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** A request body. Its order is stable: a repeated request must have the same bytes. */
  static Map<String, Object> body(Object... namesAndValues) {
    Map<String, Object> body = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      body.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return body;
  }

  /** Adds the row's date to a request body, if there is one. */
  static Map<String, Object> withDate(CsvRow row, Map<String, Object> body) {
    row.date("date").ifPresent(date -> body.put("date", date.toString()));
    return body;
  }
}
