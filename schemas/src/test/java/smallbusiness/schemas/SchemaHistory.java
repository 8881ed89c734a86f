package smallbusiness.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/**
 * Every schema that was ever published, as {@code history/<subject>/<number>.avsc}. A new version
 * must be able to read the data of every earlier one, and vice versa: FULL_TRANSITIVE in the
 * registry's terms.
 */
record SchemaHistory(Path folder) {

  /** The subjects that have been published. */
  List<String> subjects() {
    return list(folder).map(path -> path.getFileName().toString()).sorted().toList();
  }

  /** The versions of a subject, oldest first; empty when it was never published. */
  List<Schema> versionsOf(String subject) {
    Path versions = folder.resolve(subject);
    List<Schema> schemas = new ArrayList<>();
    for (Path file = fileOf(versions, 1);
        Files.exists(file);
        file = fileOf(versions, schemas.size() + 1)) {
      schemas.add(read(file));
    }
    return schemas;
  }

  /** The incompatibilities of the schema with its subject's versions; empty when compatible. */
  List<String> objectionsTo(String subject, Schema schema) {
    List<String> objections = new ArrayList<>();
    List<Schema> published = versionsOf(subject);
    for (int i = 0; i < published.size(); i++) {
      String version = subject + " version " + (i + 1);
      objections.addAll(incompatibilities("cannot read " + version, schema, published.get(i)));
      objections.addAll(
          incompatibilities("cannot be read by " + version, published.get(i), schema));
    }
    return objections;
  }

  /** Adds the schema to the history as the subject's next version. */
  void archive(String subject, Schema schema) {
    Path file = fileOf(folder.resolve(subject), versionsOf(subject).size() + 1);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, schema.toString(true) + "\n", UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> incompatibilities(String what, Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities()
        .stream()
        .map(found -> what + ": " + describe(found))
        .toList();
  }

  private static String describe(Incompatibility found) {
    return found.getType() + " at " + found.getLocation() + ": " + found.getMessage();
  }

  private static Path fileOf(Path versions, int number) {
    return versions.resolve(number + ".avsc");
  }

  private static Schema read(Path file) {
    try {
      return new Schema.Parser().parse(Files.readString(file, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> list(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
