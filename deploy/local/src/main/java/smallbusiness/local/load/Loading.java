package smallbusiness.local.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import smallbusiness.local.Console;
import tools.jackson.databind.JsonNode;

/**
 * One load of a data set: what every table needs to bring its rows in once, report the bad ones and
 * go on.
 */
final class Loading {

  private final Api api;
  private final Identifiers identifiers;
  private final Console console;
  private final Targets targets;
  private final Path folder;
  private final AtomicInteger badRows = new AtomicInteger();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  Loading(Path folder, Targets targets, Api api, Identifiers identifiers, Console console) {
    this.folder = folder;
    this.targets = targets;
    this.api = api;
    this.identifiers = identifiers;
    this.console = console;
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  Targets targets() {
    return targets;
  }

  Identifiers identifiers() {
    return identifiers;
  }

  int badRows() {
    return badRows.get();
  }

  Tally tally(String things) {
    return new Tally(things, console);
  }

  /** Says what is wrong with a row. */
  void report(BadRowException bad) {
    badRows.incrementAndGet();
    console.say("  " + bad.place() + ": " + bad.reason());
  }

  /**
   * Creates what the row describes, unless an earlier load has; a bad row is reported.
   *
   * @param kind the kind of thing, for the map
   * @param ref the data set's own name for it
   * @param body reads the row into the request
   */
  void create(
      String kind, Row row, String ref, URI address, Tally tally, Supplier<Map<String, ?>> body) {
    once(
        kind,
        row,
        ref,
        tally,
        () -> api.post(address, idempotencyKey(kind, ref), body.get()).path("id").asLong(0));
  }

  /** Describes a thing that brings its own identifier, unless an earlier load has. */
  void describe(
      String kind, Row row, URI address, long id, Tally tally, Supplier<Map<String, ?>> body) {
    once(
        kind,
        row,
        Long.toString(id),
        tally,
        () -> {
          JsonNode answer = api.put(address, body.get());
          return answer.path("id").asLong(id);
        });
  }

  private void once(String kind, Row row, String ref, Tally tally, Supplier<Long> call) {
    try {
      if (!seen.add(kind + "," + ref)) {
        throw row.bad(kind + " " + ref + " was given before");
      }
      if (identifiers.of(kind, ref).isPresent()) {
        tally.wasLoadedBefore();
        return;
      }
      identifiers.add(kind, ref, call.get());
      tally.loaded();
    } catch (BadRowException e) {
      report(e);
    } catch (Api.RefusedException e) {
      report(row.bad(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Always the same for the same thing of this data set, so that a repeated try creates nothing.
   */
  private String idempotencyKey(String kind, String ref) {
    String name = identifiers.dataSet() + "/" + kind + "/" + ref;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** A request body of the given fields in their order. */
  static Map<String, Object> body(Object... namesAndValues) {
    Map<String, Object> body = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      body.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return body;
  }
}
