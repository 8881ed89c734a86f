package smallbusiness.local.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import smallbusiness.local.terminal.Console;

/** Stops the processes that a killed launcher left running. */
public final class OrphanedProcesses {

  private static final Duration GRACE = Duration.ofSeconds(20);

  private OrphanedProcesses() {}

  /**
   * Stops the orphans, one after the other.
   *
   * @param runFolder the folder of the pid files
   * @param names all processes, in the order in which they stop
   */
  public static void stop(Path runFolder, List<String> names, Console console)
      throws IOException, InterruptedException {
    for (String name : names) {
      Optional<ProcessHandle> orphan = new PidFile(runFolder, name).running();
      if (orphan.isPresent()) {
        console.print(
            "  stopping %s (process %d), left by a launcher that was killed"
                .formatted(name, orphan.get().pid()));
        Termination.stop(orphan.get(), name.equals("postgres") ? "INT" : "TERM", GRACE);
      }
    }
  }
}
