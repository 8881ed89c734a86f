package smallbusiness.local.component;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import smallbusiness.local.terminal.Console;
import smallbusiness.local.terminal.StartupException;

/**
 * The archive of a service's loaded classes, which halves its start time. The JVM ignores an
 * archive that does not match the jar.
 */
final class ClassArchive {

  private ClassArchive() {}

  /**
   * Writes the archive of a running service if it is missing; the service keeps running.
   *
   * @param pid the service's process id
   * @param log the log file of the tools
   */
  static void write(long pid, Path archive, Path log, Console console) throws InterruptedException {
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
    } catch (IOException | StartupException e) {
      // Only costs speed, and the next run tries again. A service that was stopped is no failure.
      if (ProcessHandle.of(pid).isPresent()) {
        console.log("The next start will not be faster: " + e.getMessage());
      }
    }
  }
}
