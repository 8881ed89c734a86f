package smallbusiness.local.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps a terminal's Ctrl-C from a child: it would reach all children at once, databases before
 * their users, while the launcher wants to end them in order. A child in a session of its own does
 * not get it.
 */
final class Detached {

  private Detached() {}

  /** The command, prefixed so that it runs in a session of its own under the same process id. */
  static List<String> command(List<String> command) {
    return Stream.concat(prefix().stream(), command.stream()).toList();
  }

  private static List<String> prefix() {
    if (onPath("setsid")) {
      return List.of("setsid");
    }
    // macOS has no setsid program, but perl.
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
