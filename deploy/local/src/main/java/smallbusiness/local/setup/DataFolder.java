package smallbusiness.local.setup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.Nullable;
import smallbusiness.local.terminal.StartupException;

/** The folder with all data of a system. Only one launcher may use it at a time. */
public final class DataFolder {

  /** Kafka's and PostgreSQL's empty files alone take about 200 MB. */
  private static final long REQUIRED_SPACE = 500L << 20;

  private static final String MARKER = "small-business.id";

  /** Each may also exist with the suffix {@code .new} while it is being created. */
  private static final List<String> OWN_ENTRIES =
      List.of("postgres", "kafka", "logs", "run", "tmp", "demo", "loads", MARKER);

  /** Keeps locks reachable: a channel that is garbage-collected is closed and loses its lock. */
  private static final Set<FileChannel> LOCKED = new HashSet<>();

  private final Path root;

  private DataFolder(Path root) {
    this.root = root;
  }

  /**
   * Creates the folder if it is missing and locks it until this process ends.
   *
   * @throws StartupException when the folder cannot be used
   */
  public static DataFolder open(Path root) {
    DataFolder folder = new DataFolder(root);
    try {
      Files.createDirectories(root);
      folder.refuseForeignFiles();
      folder.lock();
      long free = root.toFile().getUsableSpace();
      if (free < REQUIRED_SPACE) {
        throw new StartupException(
            "Not enough disk space in %s: %d MB free, %d MB required."
                .formatted(root, free >> 20, REQUIRED_SPACE >> 20));
      }
      folder.mark();
      return folder;
    } catch (IOException e) {
      throw folder.failure("write to", e);
    }
  }

  /** Deletes the data of earlier runs and leaves other files alone. */
  public void clear() {
    try {
      for (String name : OWN_ENTRIES) {
        delete(name);
        delete(name + ".new");
      }
      mark();
    } catch (IOException e) {
      throw failure("clear", e);
    }
  }

  /** Returns the system's id, which changes when the folder is cleared. */
  public String systemId() throws IOException {
    return Files.readString(root.resolve(MARKER)).strip();
  }

  /** The folder itself. */
  public Path root() {
    return root;
  }

  /** The folder of PostgreSQL, Kafka or the demonstration data; it need not exist. */
  public Path folder(String name) {
    return root.resolve(name);
  }

  /** The log file of a process. */
  public Path log(String process) {
    return logs().resolve(process + ".log");
  }

  /** The folder of all log files. */
  public Path logs() {
    return create("logs");
  }

  /** The folder of the pid files and of the running services' addresses. */
  public Path run() {
    return create("run");
  }

  /** The folder for the processes' temporary files. */
  public Path temporary() {
    return create("tmp");
  }

  /** Deletes temporary files that earlier processes have left. */
  public void deleteTemporary() throws IOException {
    delete("tmp");
  }

  private Path create(String name) {
    try {
      return Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      throw failure("write to", e);
    }
  }

  private void delete(String name) throws IOException {
    Path entry = root.resolve(name);
    if (Files.exists(entry)) {
      PathUtils.delete(entry);
    }
  }

  private void mark() throws IOException {
    Path marker = root.resolve(MARKER);
    if (!Files.exists(marker)) {
      Files.writeString(marker, UUID.randomUUID() + "\n");
    }
  }

  private void refuseForeignFiles() throws IOException {
    if (Files.exists(root.resolve(MARKER))) {
      return;
    }
    try (Stream<Path> entries = Files.list(root)) {
      if (entries.anyMatch(entry -> !entry.endsWith("lock") && !entry.endsWith("lost+found"))) {
        throw new StartupException(
            root + " contains other files; choose an empty or a new folder with --data.");
      }
    }
  }

  private void lock() throws IOException {
    Path file = root.resolve("lock");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    @Nullable FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new StartupException(
          "The system is already running on %s (launcher process %s): stop it, or choose another folder with --data."
              .formatted(root, Files.readString(file).strip()));
    }
    channel.truncate(0);
    channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(UTF_8)), 0);
    LOCKED.add(channel);
  }

  private StartupException failure(String action, IOException e) {
    String reason = e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
    return new StartupException(
        "Cannot %s the data folder %s (%s).".formatted(action, root, reason), e);
  }
}
