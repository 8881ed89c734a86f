package smallbusiness.messaging.testing;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Ends a child process when this JVM ends, also when it is killed: a shell waits for the end of its
 * input, which the operating system closes with us, and then kills the child.
 */
final class Tether {

  private Tether() {}

  /** Ties a process to this JVM's life. */
  static void to(long pid) {
    try {
      new ProcessBuilder("sh", "-c", "cat; kill -INT " + pid + "; sleep 5; kill -KILL " + pid)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("No shell to watch process " + pid, e);
    }
  }
}
