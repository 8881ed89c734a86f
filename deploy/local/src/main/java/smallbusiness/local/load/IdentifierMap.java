package smallbusiness.local.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Maps a data set's references to the identifiers that the systems assigned. The file is written
 * row by row, so that an interrupted load can resume.
 */
final class IdentifierMap implements Closeable {

  private static final String DATA_SET = "data_set";

  private final Map<String, Long> ids = new ConcurrentHashMap<>();
  private final RandomAccessFile file;
  private final UUID dataSet;

  private IdentifierMap(RandomAccessFile file, UUID dataSet) {
    this.file = file;
    this.dataSet = dataSet;
  }

  /**
   * Opens the map, or creates it.
   *
   * @throws IOException when the file cannot be written
   * @throws LoadStoppedException when another load uses it
   */
  static IdentifierMap open(Path path) throws IOException {
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    @Nullable FileLock lock = file.getChannel().tryLock();
    if (lock == null) {
      file.close();
      throw new LoadStoppedException(
          "The same data is already being loaded (" + path + " is locked).");
    }
    dropTornLine(path, file);
    if (file.length() == 0) {
      IdentifierMap created = new IdentifierMap(file, UUID.randomUUID());
      created.write("kind,ref,id");
      created.write(DATA_SET + "," + created.dataSet + ",0");
      return created;
    }
    return read(path, file);
  }

  /** The permanent id of the data set, also when its folder moves. */
  UUID dataSet() {
    return dataSet;
  }

  /** Finds the identifier of a thing that was loaded in this or an earlier run. */
  Optional<Long> find(String kind, String ref) {
    return Optional.ofNullable(ids.get(kind + "," + ref));
  }

  /** Records an identifier; on return it is in the file. */
  void add(String kind, String ref, long id) throws IOException {
    ids.put(kind + "," + ref, id);
    write(CSVFormat.RFC4180.format(kind, ref, id));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private synchronized void write(String line) throws IOException {
    file.seek(file.length());
    file.write((line + "\n").getBytes(UTF_8));
  }

  private static IdentifierMap read(Path path, RandomAccessFile file) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(path, UTF_8, format)) {
      @Nullable IdentifierMap identifiers = null;
      for (CSVRecord row : parser) {
        if (identifiers == null) {
          if (!row.get("kind").equals(DATA_SET)) {
            throw new LoadStoppedException(
                path + " is not an identifier map: move it to another folder.");
          }
          identifiers = new IdentifierMap(file, UUID.fromString(row.get("ref")));
        } else {
          identifiers.ids.put(
              row.get("kind") + "," + row.get("ref"), Long.parseLong(row.get("id")));
        }
      }
      return identifiers == null ? new IdentifierMap(file, UUID.randomUUID()) : identifiers;
    }
  }

  /** A killed load may have written half a line. */
  private static void dropTornLine(Path path, RandomAccessFile file) throws IOException {
    byte[] content = Files.readAllBytes(path);
    int end = content.length;
    while (end > 0 && content[end - 1] != '\n') {
      end--;
    }
    file.setLength(end);
  }
}
