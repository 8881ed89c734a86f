package smallbusiness.local.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
 * row by row, so that an interrupted load can resume. Thread-safe.
 */
final class IdentifierMap implements Closeable {

  private static final String DATA_SET = "data_set";
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

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
   * @throws LoadStoppedException when another load uses it, or the file is not an identifier map
   */
  static IdentifierMap open(Path path) throws IOException {
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    @Nullable FileLock lock = file.getChannel().tryLock();
    if (lock == null) {
      file.close();
      throw new LoadStoppedException(
          "The same data is already being loaded (" + path + " is locked).");
    }
    List<CSVRecord> rows = readCompleteLines(path, file);
    if (rows.isEmpty()) {
      IdentifierMap created = new IdentifierMap(file, UUID.randomUUID());
      if (file.length() == 0) {
        created.write("kind,ref,id");
      }
      created.write(DATA_SET + "," + created.dataSet + ",0");
      return created;
    }
    if (!rows.getFirst().get(0).equals(DATA_SET)) {
      throw new LoadStoppedException(
          path + " is not an identifier map: move it to another folder.");
    }
    IdentifierMap map = new IdentifierMap(file, UUID.fromString(rows.getFirst().get(1)));
    rows.stream()
        .skip(1)
        .forEach(row -> map.ids.put(row.get(0) + "," + row.get(1), Long.parseLong(row.get(2))));
    return map;
  }

  /** The permanent id of the data set, even if its folder moves. */
  UUID dataSet() {
    return dataSet;
  }

  /** Finds the identifier of a resource that was loaded in this or an earlier run. */
  Optional<Long> find(String kind, String ref) {
    return Optional.ofNullable(ids.get(kind + "," + ref));
  }

  /** Records an identifier and writes it to the file. */
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

  /** Removes an incomplete last line, which a killed load may have left. */
  private static List<CSVRecord> readCompleteLines(Path path, RandomAccessFile file)
      throws IOException {
    byte[] content = Files.readAllBytes(path);
    int end = content.length;
    while (end > 0 && content[end - 1] != '\n') {
      end--;
    }
    file.setLength(end);
    String complete = new String(Arrays.copyOf(content, end), UTF_8);
    try (CSVParser parser = CSVParser.parse(complete, FORMAT)) {
      return parser.getRecords();
    }
  }
}
