package smallbusiness.messaging.testing;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Ends a child process when this JVM ends, also if this JVM is killed: a shell waits for the end of
 * its input, which the operating system closes with this JVM, and then ends the child.
 */
final class ProcessGuard {

  private ProcessGuard() {}

  /** Sends the process SIGINT when this JVM ends, and SIGKILL five seconds later. */
  static void endWithThisJvm(long pid) {
    String watch =
        """
        cat
        kill -INT %1$d || exit
        for second in 1 2 3 4 5; do sleep 1; kill -0 %1$d || exit; done
        kill -KILL %1$d
        """
            .formatted(pid);
    try {
      new ProcessBuilder("sh", "-c", watch)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("No shell to watch process " + pid, e);
    }
  }
}
