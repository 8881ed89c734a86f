package smallbusiness.local.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a child process in its own session, so that it does not receive the terminal's Ctrl-C. The
 * signal would reach all children at once, while the launcher stops them in order.
 */
final class DetachedCommand {

  private DetachedCommand() {}

  /** Prefixes the command; the process id stays the same. */
  static List<String> of(List<String> command) {
    return Stream.concat(prefix().stream(), command.stream()).toList();
  }

  private static List<String> prefix() {
    if (onPath("setsid")) {
      return List.of("setsid");
    }
    // macOS has perl, but no setsid program.
    if (onPath("perl")) {
      return List.of("perl", "-MPOSIX=setsid", "-e", "setsid(); exec { $ARGV[0] } @ARGV or die $!");
    }
    return List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");
  }

  private static boolean onPath(String program) {
    List<String> folders = new ArrayList<>(List.of("/usr/bin", "/bin"));
    folders.addAll(List.of(System.getenv().getOrDefault("PATH", "").split(":")));
    return folders.stream()
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
