package smallbusiness.local.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import smallbusiness.local.Console;
import smallbusiness.local.StartupProblem;

/**
 * Lets running services write down the classes that they have loaded, so that they start in half
 * the time from then on. A file that does not fit any more is passed over by the JVM.
 */
public final class ClassArchives {

  private ClassArchives() {}

  /**
   * Writes the archive of a running service where there is none; the service works on meanwhile.
   *
   * @param pid the service's process
   * @param archive where to
   * @param log takes what the tools say
   */
  public static void write(long pid, Path archive, Path log, Console console)
      throws InterruptedException {
    Path incomplete = archive.resolveSibling(archive.getFileName() + ".new");
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (Files.exists(archive) || !Files.isExecutable(jcmd)) {
      return;
    }
    try {
      for (String left : List.of("", ".temp", ".classlist")) {
        Files.deleteIfExists(archive.resolveSibling(incomplete.getFileName() + left));
      }
      Tool.run(
          "Writing " + archive,
          List.of(
              jcmd.toString(), Long.toString(pid), "VM.cds", "static_dump", incomplete.toString()),
          log);
      Files.move(incomplete, archive, StandardCopyOption.ATOMIC_MOVE);
      Files.deleteIfExists(archive.resolveSibling(incomplete.getFileName() + ".classlist"));
    } catch (IOException | StartupProblem e) {
      // It costs speed alone, and the next run tries again; being told to end is no news at all.
      if (ProcessHandle.of(pid).isPresent()) {
        console.report("The next start will not be quicker: " + e.getMessage());
      }
    }
  }
}
