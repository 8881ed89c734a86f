package smallbusiness.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Records a running process, so that the next launcher finds it when this one is killed. The start
 * time is recorded too: another program may have the same process id later.
 */
public final class PidFile {

  /** Start times are derived from kernel ticks and vary slightly between readings. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private final Path file;

  /** Creates a handle on the pid file of the named process in {@code folder}. */
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

  /** Returns the recorded process if it is still running. */
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
