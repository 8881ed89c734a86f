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
 * The map from a data set's own references to the identifiers that the systems gave, written as it
 * grows, so that an interrupted load goes on where it stopped.
 */
final class Identifiers implements Closeable {

  private static final String DATA_SET = "data_set";

  private final Map<String, Long> ids = new ConcurrentHashMap<>();
  private final RandomAccessFile file;
  private final UUID dataSet;

  private Identifiers(RandomAccessFile file, UUID dataSet) {
    this.file = file;
    this.dataSet = dataSet;
  }

  /**
   * Opens the map, or begins it.
   *
   * @throws IOException when the file cannot be written
   * @throws LoadStoppedException when another load writes it
   */
  static Identifiers open(Path path) throws IOException {
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    @Nullable FileLock lock = file.getChannel().tryLock();
    if (lock == null) {
      file.close();
      throw new LoadStoppedException(
          "Another load of the same data is under way (it holds " + path + ").");
    }
    dropTornLine(path, file);
    if (file.length() == 0) {
      Identifiers begun = new Identifiers(file, UUID.randomUUID());
      begun.write("kind,ref,id");
      begun.write(DATA_SET + "," + begun.dataSet + ",0");
      return begun;
    }
    return read(path, file);
  }

  /** Names this data set for ever, wherever its folder moves. */
  UUID dataSet() {
    return dataSet;
  }

  /** The identifier of a thing that was loaded, now or before. */
  Optional<Long> of(String kind, String ref) {
    return Optional.ofNullable(ids.get(kind + "," + ref));
  }

  /** Remembers what a thing was given; on return the file has it. */
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

  private static Identifiers read(Path path, RandomAccessFile file) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(path, UTF_8, format)) {
      @Nullable Identifiers identifiers = null;
      for (CSVRecord row : parser) {
        if (identifiers == null) {
          if (!row.get("kind").equals(DATA_SET)) {
            throw new LoadStoppedException(path + " is not a map of identifiers: move it away.");
          }
          identifiers = new Identifiers(file, UUID.fromString(row.get("ref")));
        } else {
          identifiers.ids.put(
              row.get("kind") + "," + row.get("ref"), Long.parseLong(row.get("id")));
        }
      }
      return identifiers == null ? new Identifiers(file, UUID.randomUUID()) : identifiers;
    }
  }

  /** A load that was killed may have left half a line. */
  private static void dropTornLine(Path path, RandomAccessFile file) throws IOException {
    byte[] content = Files.readAllBytes(path);
    int end = content.length;
    while (end > 0 && content[end - 1] != '\n') {
      end--;
    }
    file.setLength(end);
  }
}
