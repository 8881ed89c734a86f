package smallbusiness.acceptance.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one system that all suites share: the local run, started by the first that asks and ended
 * with the tests; or one that runs already behind one origin, such as deploy/compose's, named by
 * {@code -Dacceptance.origin=http://localhost:8080}.
 */
public final class TheSystem {

  /** Where the system answers that runs already; null when the tests start one. */
  public static final @Nullable String ORIGIN = System.getProperty("acceptance.origin");

  private static @Nullable LocalRun running;
  private static @Nullable Path folder;

  private TheSystem() {}

  /** The local run. What works on its processes is skipped where the tests have not started any. */
  public static synchronized LocalRun run() {
    assumeTrue(ORIGIN == null, "works on processes of the local run; tested is " + ORIGIN);
    LocalRun current = running;
    if (current == null) {
      try {
        Path data = Files.createTempDirectory("small-business-");
        folder = data;
        current = LocalRun.start(data);
        running = current;
        Runtime.getRuntime().addShutdownHook(new Thread(TheSystem::end, "end of the system"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return current;
  }

  /** Whether the tests have started a local run, which they may look into. */
  static synchronized boolean isLocal() {
    return running != null;
  }

  /** Puts another launcher of the same data in place of the one that was killed. */
  public static synchronized void replace(LocalRun again) {
    running = again;
  }

  private static synchronized void end() {
    try {
      if (running != null) {
        running.stop();
      }
      if (folder != null) {
        delete(folder);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> entries = Files.walk(tree)) {
      for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    }
  }
}
