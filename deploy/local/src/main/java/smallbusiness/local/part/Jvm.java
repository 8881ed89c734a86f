package smallbusiness.local.part;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How the system's JVMs are run on a small machine: quick to start and small, at the price of some
 * speed under sustained load.
 */
final class Jvm {

  /** glibc's arenas otherwise take tens of megabytes per process. */
  static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "2");

  private Jvm() {}

  /**
   * The start of a command that runs a JVM with a heap of at most the given size.
   *
   * @param temporary its folder for files that nobody needs once it has ended, however it ends
   */
  static List<String> command(int heapMegabytes, Path temporary) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return List.of(
        java.toString(),
        "-Xmx" + heapMegabytes + "m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+ExitOnOutOfMemoryError",
        "-Djava.io.tmpdir=" + temporary,
        "--enable-native-access=ALL-UNNAMED");
  }
}
