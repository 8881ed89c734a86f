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
 * The system that all suites share. By default a local run that starts on first use and stops with
 * the JVM; with {@code -Dacceptance.origin=http://localhost:8080} a system that is already running
 * behind a gateway.
 */
public final class SystemUnderTest {

  /** The origin of the running system; null when the tests start a local run. */
  public static final @Nullable String ORIGIN = System.getProperty("acceptance.origin");

  private static @Nullable LocalRun running;
  private static @Nullable Path folder;

  private SystemUnderTest() {}

  /** Returns the local run; skips the test if the system was not started by the tests. */
  public static synchronized LocalRun run() {
    assumeTrue(
        ORIGIN == null, "needs processes of the local run; the system under test is " + ORIGIN);
    LocalRun current = running;
    if (current == null) {
      try {
        Path data = Files.createTempDirectory("small-business-");
        folder = data;
        current = LocalRun.start(data);
        running = current;
        Runtime.getRuntime().addShutdownHook(new Thread(SystemUnderTest::end, "stop the system"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return current;
  }

  /** Whether the tests have started a local run. */
  static synchronized boolean isLocal() {
    return running != null;
  }

  /** Replaces a killed launcher. */
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
