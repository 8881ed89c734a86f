package smallbusiness.local.part;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import smallbusiness.local.StartupProblem;

/** Runs a program that does one thing and ends, such as preparing an empty database. */
final class Tool {

  private Tool() {}

  /**
   * Runs the command to its end.
   *
   * @throws StartupProblem when it fails; its output is in the log
   */
  static void run(String what, List<String> command, Path log)
      throws IOException, InterruptedException {
    int exit =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start()
            .waitFor();
    if (exit != 0) {
      throw new StartupProblem(what + " failed with exit code " + exit + "; see " + log);
    }
  }

  /** Whether the command can be run and ends well. */
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
