package smallbusiness.local.component;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The options of all JVMs: fast start and little memory rather than peak throughput. */
final class JvmCommand {

  /** Without this, glibc's arenas take tens of megabytes per process. */
  static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "2");

  private JvmCommand() {}

  /**
   * Returns the start of a command: java and its options, with {@code temporary} as temp folder.
   */
  static List<String> of(int heapMegabytes, Path temporary) {
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
