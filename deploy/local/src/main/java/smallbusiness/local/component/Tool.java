package smallbusiness.local.component;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import smallbusiness.local.terminal.StartupException;

/** Runs a program to its end, such as initdb. */
final class Tool {

  private Tool() {}

  /**
   * Runs a command.
   *
   * @param action what it does, for the error message
   * @throws StartupException when it fails; its output is in the log
   */
  static void run(String action, List<String> command, Path log)
      throws IOException, InterruptedException {
    int exit =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start()
            .waitFor();
    if (exit != 0) {
      throw new StartupException(action + " failed with exit code " + exit + "; see " + log);
    }
  }

  /** Returns whether the command exists and exits with 0. */
  static boolean succeeds(List<String> command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException notFound) {
      return false;
    }
  }
}
