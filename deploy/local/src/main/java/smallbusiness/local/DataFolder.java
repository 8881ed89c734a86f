package smallbusiness.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder that keeps everything the system writes; one launcher at a time may use it. */
final class DataFolder {

  /** Kafka's and PostgreSQL's empty files alone take about 200 MB. */
  private static final long SPACE_WANTED = 500L << 20;

  private static final String MARKER = "small-business.id";
  private static final List<String> OURS =
      List.of(
          "postgres",
          "postgres.new",
          "kafka",
          "kafka.new",
          "logs",
          "run",
          "tmp",
          "demo",
          "demo.new",
          "loads",
          MARKER);

  /** Kept within reach: a channel that nobody holds any more is closed, and its lock is gone. */
  private static final Set<FileChannel> LOCKED = new HashSet<>();

  private final Path root;

  private DataFolder(Path root) {
    this.root = root;
  }

  /**
   * Makes the folder when it is missing and takes its lock, which lasts as long as this process.
   *
   * @throws StartupProblem when the folder cannot be used
   */
  static DataFolder open(Path root) {
    try {
      Files.createDirectories(root);
      refuseForeign(root);
      lock(root);
      DataFolder folder = new DataFolder(root);
      if (root.toFile().getUsableSpace() < SPACE_WANTED) {
        throw new StartupProblem(
            "Too little room in %s: %d MB free, %d MB wanted."
                .formatted(root, root.toFile().getUsableSpace() >> 20, SPACE_WANTED >> 20));
      }
      folder.mark();
      return folder;
    } catch (IOException e) {
      throw new StartupProblem(
          "Cannot write to the data folder " + root + " (" + reason(e) + ").", e);
    }
  }

  /** Deletes what an earlier run left, and nothing that is not ours. */
  void empty() {
    try {
      for (String name : OURS) {
        delete(root.resolve(name));
      }
      mark();
    } catch (IOException e) {
      throw new StartupProblem("Cannot empty the data folder " + root + " (" + reason(e) + ").", e);
    }
  }

  /** Identifies this system: another one, or this one after it was emptied, has another. */
  String systemId() throws IOException {
    return Files.readString(root.resolve(MARKER)).strip();
  }

  Path root() {
    return root;
  }

  Path postgres() {
    return root.resolve("postgres");
  }

  Path kafka() {
    return root.resolve("kafka");
  }

  Path demo() {
    return root.resolve("demo");
  }

  /** Where each process writes its log. */
  Path logs() {
    return made("logs");
  }

  /** Where we keep what is known of the running processes. */
  Path run() {
    return made("run");
  }

  /** Deletes what processes that have ended left behind. */
  void deleteTemporary() throws IOException {
    delete(root.resolve("tmp"));
  }

  /** Where processes keep what they need only while they run. */
  Path temporary() {
    return made("tmp");
  }

  private Path made(String name) {
    try {
      return Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      throw new StartupProblem(
          "Cannot write to the data folder " + root + " (" + reason(e) + ").", e);
    }
  }

  private void mark() throws IOException {
    Path marker = root.resolve(MARKER);
    if (!Files.exists(marker)) {
      Files.writeString(marker, UUID.randomUUID() + "\n");
    }
  }

  private static void refuseForeign(Path root) throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      boolean foreign =
          !Files.exists(root.resolve(MARKER))
              && entries.anyMatch(
                  entry -> !entry.endsWith("lock") && !entry.endsWith("lost+found"));
      if (foreign) {
        throw new StartupProblem(
            root + " holds other things; choose an empty or a new folder with --data.");
      }
    }
  }

  private static void lock(Path root) throws IOException {
    FileChannel channel =
        FileChannel.open(
            root.resolve("lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    @Nullable FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      String holder = Files.readString(root.resolve("lock")).strip();
      throw new StartupProblem(
          "The system runs already on %s (launcher's process %s): stop it, or choose another folder with --data."
              .formatted(root, holder));
    }
    channel.truncate(0);
    channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(UTF_8)), 0);
    LOCKED.add(channel);
  }

  static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> entries = Files.walk(tree)) {
      for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
  }
}
