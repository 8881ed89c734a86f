package smallbusiness.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import smallbusiness.local.process.Ending;
import smallbusiness.local.process.PidFile;

/** Processes of ours that outlived a launcher which was killed. */
final class Orphans {

  private static final Duration GRACE = Duration.ofSeconds(20);

  private final Path runFolder;
  private final Console console;

  Orphans(Path runFolder, Console console) {
    this.runFolder = runFolder;
    this.console = console;
  }

  /**
   * Ends those that still run, one after the other.
   *
   * @param names in the order in which they are to end
   */
  void end(List<String> names) throws IOException, InterruptedException {
    for (String name : names) {
      Optional<ProcessHandle> left = new PidFile(runFolder, name).running();
      if (left.isPresent()) {
        console.say(
            "  ending "
                + name
                + " (process "
                + left.get().pid()
                + "), left by a launcher that was killed");
        Ending.end(left.get(), name.equals("postgres") ? "INT" : "TERM", GRACE);
      }
    }
  }
}
