package smallbusiness.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers a running process beyond the launcher's own death, with the moment of its start, so
 * that another program which got the same number later is never taken for it.
 */
public final class PidFile {

  /** Start times come from the kernel's ticks and may be read a little differently later. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private final Path file;

  /**
   * @param folder where the file is kept
   * @param name the process's name
   */
  public PidFile(Path folder, String name) {
    this.file = folder.resolve(name + ".pid");
  }

  void write(ProcessHandle process) throws IOException {
    long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    Files.writeString(file, process.pid() + " " + started + "\n");
  }

  void clear() throws IOException {
    Files.deleteIfExists(file);
  }

  /** The remembered process if it still runs. */
  public Optional<ProcessHandle> running() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String[] parts = Files.readString(file).strip().split(" ", -1);
    if (parts.length != 2) {
      return Optional.empty();
    }
    Instant started = Instant.ofEpochMilli(Long.parseLong(parts[1]));
    return ProcessHandle.of(Long.parseLong(parts[0]))
        .filter(ProcessHandle::isAlive)
        .filter(
            process ->
                process
                    .info()
                    .startInstant()
                    .map(now -> Duration.between(started, now).abs().compareTo(TOLERANCE) < 0)
                    .orElse(false));
  }
}
